"""六项资产情况: each category has items or the word 无 (note 3 of 附件 1: nothing may be blank)."""

from typing import Annotated, Generic, TypeVar

from counter_app.asking.ask import Ask
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import (
    Area,
    CreditCode,
    Money,
    PastMonth,
    RegionCode,
    Share,
    Text,
    YesNo,
)


class RealEstateUse(Choice):
    """房产用途."""

    DWELLING = "dwelling", "住宅"
    OTHER = "other", "其他"


class VehiclePurpose(Choice):
    """车辆用途; a 消费性 one contradicts the 承诺书."""

    COMMERCIAL = "commercial", "经营性"
    PERSONAL = "personal", "消费性"


class PensionKind(Choice):
    """养老保险类型."""

    EMPLOYEE = "employee", "职工"
    RESIDENT = "resident", "城乡居民"


class RealEstate(Form):
    """一处房产."""

    owner: Annotated[Text, Ask("产权人")]
    address: Annotated[Text, Ask("坐落地址")]
    region: Annotated[RegionCode, Ask("所在地区划代码")]
    use: Annotated[RealEstateUse, Ask("用途")]
    floor_area: Annotated[Area, Ask("建筑面积", unit="m²")]
    share: Annotated[Share | None, Ask("产权份额", help="单独所有可不填", default="1")] = None


class HousingFund(Form):
    """一人的住房公积金缴存."""

    person: Annotated[Text, Ask("缴存人")]
    monthly_amount: Annotated[Money, Ask("月缴存额", unit="元")]


class Vehicle(Form):
    """一辆机动车."""

    owner: Annotated[Text, Ask("所有人")]
    plate: Annotated[Text, Ask("号牌号码")]
    purpose: Annotated[VehiclePurpose, Ask("用途")]


class Business(Form):
    """一项工商注册."""

    person: Annotated[Text, Ask("登记人")]
    company: Annotated[Text, Ask("企业名称")]
    credit_code: Annotated[CreditCode | None, Ask("统一社会信用代码")] = None
    role: Annotated[Text, Ask("身份", help="如法定代表人、股东")]


class Pension(Form):
    """一人的养老保险缴存."""

    person: Annotated[Text, Ask("参保人")]
    kind: Annotated[PensionKind, Ask("类型")]
    from_month: Annotated[PastMonth, Ask("缴存起月")]
    to_month: Annotated[PastMonth | None, Ask("缴存止月", help="空着就是仍在缴")] = None


class OtherAsset(Form):
    """其它需说明的一项资产."""

    description: Annotated[Text, Ask("说明")]


Item = TypeVar("Item", bound=Form)


class Category(Form, Generic[Item]):
    """One of the six: `none` says 无, else the items."""

    none: Annotated[YesNo | None, Ask("无")] = None
    items: Annotated[list[Item] | None, Ask("明细")] = None


def _six(label: str, short: str) -> Ask:
    return Ask(label, short=short, absent="asset_blank")


class Assets(Form):
    """六项资产情况."""

    real_estate: Annotated[Category[RealEstate], _six("申请人及家庭成员房产情况", "房产")]
    housing_fund: Annotated[
        Category[HousingFund],
        _six("申请人及家庭成员缴存住房公积金情况", "住房公积金"),
    ]
    vehicles: Annotated[
        Category[Vehicle],
        _six("申请人及家庭成员拥有机动车辆情况", "机动车辆"),
    ]
    business_registration: Annotated[
        Category[Business],
        _six("申请人及家庭成员工商注册情况", "工商注册"),
    ]
    pension_insurance: Annotated[
        Category[Pension],
        _six("申请人及家庭成员养老保险缴存情况", "养老保险"),
    ]
    other: Annotated[
        Category[OtherAsset],
        _six("其它需说明的家庭资产情况", "其它需说明的家庭资产"),
    ]
