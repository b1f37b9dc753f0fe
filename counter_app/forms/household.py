"""同住家庭成员情况: the applicant as a person and the members of the household."""

from typing import Annotated

from counter_app.asking.ask import Ask, when
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import Day, IdNumber, Money, Name, Phone, Text


class Sex(Choice):
    """性别."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class IdKind(Choice):
    """证件类型; `resident` has 18 digits and a check character, also 81/82/83… and 9…."""

    RESIDENT = "resident", "居民身份证"
    PASSPORT = "passport", "护照"
    TRAVEL_PERMIT = "travel_permit", "通行证"
    MILITARY = "military", "军官证"
    BIRTH_CERTIFICATE = "birth_certificate", "出生医学证明"


UNKNOWN_KIND = object()
"""Stands for an `id_kind` that is invalid: number and birth date are then not judged."""

RESIDENT_KINDS = (None, IdKind.RESIDENT)
"""What `id_kind` is beside a resident's number."""
OTHER_KINDS = tuple(kind for kind in IdKind if kind is not IdKind.RESIDENT)


class Relation(Choice):
    """与本人关系, of a member to the applicant."""

    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    GRANDPARENT = "grandparent", "(外)祖父母"
    GRANDCHILD = "grandchild", "(外)孙子女"
    SIBLING = "sibling", "兄弟姐妹"
    OTHER = "other", "其他"


_BIRTH_DATE = Ask(
    "出生日期",
    shown_when=when("id_kind", *OTHER_KINDS),
    required_when=when("id_kind", *OTHER_KINDS),
    hidden="refused",
)


ID_NUMBER = Ask("身份证号", required_unless=when("id_kind", UNKNOWN_KIND))


class Applicant(Form):
    """申请人."""

    name: Annotated[Name, Ask("姓名")]
    sex: Annotated[Sex, Ask("性别")]
    id_kind: Annotated[IdKind | None, Ask("证件类型", default="resident")] = None
    id_number: Annotated[IdNumber, ID_NUMBER]
    birth_date: Annotated[Day | None, _BIRTH_DATE] = None
    employer: Annotated[Text, Ask("工作单位", help="没有填“无”")]
    phone: Annotated[Phone, Ask("联系电话", help="手机号，或区号-座机号")]
    registered_address: Annotated[Text, Ask("户籍地址")]
    native_place: Annotated[Text, Ask("籍贯")]
    monthly_income: Annotated[Money, Ask("月收入", unit="元", help="没有收入填 0")]


class Member(Form):
    """一名同住家庭成员."""

    name: Annotated[Name, Ask("姓名")]
    relation: Annotated[Relation, Ask("与本人关系")]
    id_kind: Annotated[IdKind | None, Ask("证件类型", default="resident")] = None
    id_number: Annotated[IdNumber, ID_NUMBER]
    birth_date: Annotated[Day | None, _BIRTH_DATE] = None
    sex: Annotated[Sex | None, Ask("性别", required_when=when("id_kind", *OTHER_KINDS))] = None
    employer: Annotated[Text, Ask("工作单位", help="没有填“无”")]
    monthly_income: Annotated[Money, Ask("月收入", unit="元", help="没有收入填 0")]


class Household(Form):
    """同住家庭成员情况."""

    members: Annotated[list[Member], Ask("同住家庭成员")]
