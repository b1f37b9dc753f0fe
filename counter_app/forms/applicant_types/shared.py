"""What two of the four blocks ask alike; a draft keeps one value for both."""

from typing import Annotated

from counter_app.asking.ask import Ask, when
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import PastMonth, YesNo


class MaritalStatus(Choice):
    """婚姻状况."""

    UNMARRIED = "unmarried", "未婚"
    MARRIED = "married", "已婚"
    DIVORCED = "divorced", "离异"
    WIDOWED = "widowed", "丧偶"


class Tenancy(Choice):
    """租住方式."""

    SINGLE = "single", "单租"
    SHARED = "shared", "合租"
    FAMILY = "family", "家庭租住"


_PAID = when("paid", True)


class SocialInsurance(Form):
    """社保缴纳情况; the months are looked at only where it is paid."""

    paid: Annotated[YesNo, Ask("社保缴纳情况")]
    from_month: Annotated[
        PastMonth | None,
        Ask(
            "缴纳时间起",
            short="社保缴纳起月",
            shown_when=_PAID,
            required_when=_PAID,
            hidden="ignored",
        ),
    ] = None
    to_month: Annotated[
        PastMonth | None,
        Ask(
            "至",
            help="空着就是至今",
            short="社保缴纳止月",
            shown_when=_PAID,
            hidden="ignored",
        ),
    ] = None


APPLICANT_TYPE = Ask("申请人类型")
MARITAL_STATUS = Ask("婚姻状况")
CONTRACT_NUMBER = Ask("劳动合同编号")
SOCIAL_INSURANCE = Ask("社保缴纳情况")
