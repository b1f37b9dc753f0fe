"""城镇中低收入住房困难家庭: the block of 附件 1 with this name."""

from typing import Annotated, Literal

from counter_app.asking.ask import Ask, when
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import Area, Text
from counter_app.forms.applicant_types.shared import APPLICANT_TYPE, MARITAL_STATUS, MaritalStatus


class DwellingKind(Choice):
    """住房房屋类型."""

    OWNED = "owned", "自有产权房屋"
    BORROWED = "borrowed", "借住房屋"
    RENTED = "rented", "租赁房屋"
    OTHER = "other", "其它"


class Hardship(Choice):
    """家庭特殊情况."""

    SUBSISTENCE_ALLOWANCE = "subsistence_allowance", "低保"
    DESTITUTE = "destitute", "特困"
    DISABLED = "disabled", "残疾"
    NEAR_SUBSISTENCE = "near_subsistence", "低保边缘"
    LOW_INCOME = "low_income", "低收入"
    OTHER = "other", "其他"


class Circumstance(Choice):
    """其他情况."""

    PREFERENTIAL_TREATMENT = "preferential_treatment", "优抚对象"
    MODEL_WORKER = "model_worker_or_good_samaritan", "劳模及见义勇为对象"
    LONE_OR_OVER_SIXTY = "lone_or_over_sixty", "孤寡及六十岁以上老人"
    SERIOUS_ILLNESS = "serious_illness", "重(大)疾病"


class LowIncomeFamily(Form):
    """城镇中低收入住房困难家庭."""

    applicant_type: Annotated[Literal["low_income_family"], APPLICANT_TYPE]
    residence_address: Annotated[Text, Ask("居住地地址")]
    residence_floor_area: Annotated[Area, Ask("居住建筑面积", unit="m²")]
    residence_owner: Annotated[Text, Ask("居住产权人")]
    owner_relation: Annotated[Text, Ask("与本人关系", short="产权人与本人关系")]
    marital_status: Annotated[MaritalStatus, MARITAL_STATUS]
    dwelling_kind: Annotated[DwellingKind, Ask("住房房屋类型")]
    hardships: Annotated[tuple[Hardship, ...], Ask("家庭特殊情况")]
    other_circumstances: Annotated[tuple[Circumstance, ...], Ask("其他情况")]
    illness: Annotated[
        Text | None,
        Ask(
            "具体",
            unit="疾病",
            short="具体疾病",
            shown_when=when("other_circumstances", Circumstance.SERIOUS_ILLNESS),
            required_when=when("other_circumstances", Circumstance.SERIOUS_ILLNESS),
        ),
    ] = None
