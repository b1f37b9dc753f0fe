"""What is signed beside the form: commitment, authorizations, proxy, materials, deferrals.

From receipt on all but the proxy are projections of actions; here is how they come in and go out.
"""

from typing import Annotated, ClassVar, Literal

from counter_app.asking.ask import Ask, when
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import (
    AnyDay,
    Count,
    Name,
    PastDay,
    PersonReference,
    ResidentId,
    Sha256,
    Text,
    YesNo,
)


class Department(Choice):
    """联审联查的部门; the last two are room for later."""

    PUBLIC_SECURITY = "public_security", "公安"
    CIVIL_AFFAIRS = "civil_affairs", "民政"
    EDUCATION = "education", "教育"
    HUMAN_RESOURCES = "human_resources", "人社"
    NATURAL_RESOURCES = "natural_resources", "自然资源"
    HOUSING = "housing", "住建"
    TAXATION = "taxation", "税务"
    HOUSING_FUND = "housing_fund", "公积金中心"
    MARKET_REGULATION = "market_regulation", "市场监管"
    DISABLED_PERSONS = "disabled_persons", "残联"
    VETERANS = "veterans", "退役军人事务"


class Capacity(Choice):
    """以什么身份签署授权."""

    SELF = "self", "本人"
    PARENT = "parent", "父母"
    GUARDIAN = "guardian", "监护人"
    ATTORNEY = "attorney", "受托人"


class ProxyRole(Choice):
    """代填 (note 4 of 附件 1) or 代办."""

    FILLS_IN = "fills_in", "代替填写"
    ACTS = "acts", "委托代办"


class Material(Choice):
    """申请材料 (附件 3); the order is that of the list."""

    APPLICATION_FORM = "application_form", "《公共租赁住房申请审核表》"
    IDENTITY_AND_REGISTER = "identity_and_register", "身份证和户籍材料"
    MARRIAGE = "marriage", "婚姻证明"
    REAL_ESTATE = "real_estate", "房屋不动产证明"
    INCOME_PROOF = "income_proof", "收入证明"
    RESIDENCE_PERMIT = "residence_permit", "居住证"
    HARDSHIP_PROOF = "hardship_proof", "低保低困、残疾、优抚对象证明材料"
    EDUCATION = "education", "学历证明"
    LABOUR_CONTRACT = "labour_contract", "劳动合同"
    PENSION = "pension", "养老保险证明"
    VEHICLE = "vehicle", "车辆信息"
    HOUSING_FUND = "housing_fund", "公积金证明"
    BUSINESS = "business", "工商注册情况"
    TALENT_DOCUMENT = "talent_document", "引进人才认定文件"


class Obtained(Choice):
    """材料怎样取得."""

    PAPER = "paper", "纸质"
    SCAN = "scan", "扫描件"
    SHARED = "shared", "数据共享"


class Commitment(Form):
    """承诺书."""

    incomplete: ClassVar[str] = "commitment_unsigned"

    signed_by: Annotated[Text, Ask("承诺人")]
    signed_on: Annotated[PastDay, Ask("承诺日期")]


AllDepartments = Literal["all"]

_UNLESS_REFUSED = when("granted", False)


class Authorization(Form):
    """一人的信息查询授权; with `granted: false` only the first two keys are required."""

    person_id_number: Annotated[PersonReference, Ask("被授权查询人")]
    granted: Annotated[YesNo, Ask("是否同意查询")]
    signed_by: Annotated[Text | None, Ask("签署人", required_unless=_UNLESS_REFUSED)] = None
    capacity: Annotated[Capacity | None, Ask("签署身份", required_unless=_UNLESS_REFUSED)] = None
    signed_on: Annotated[PastDay | None, Ask("签署日期", required_unless=_UNLESS_REFUSED)] = None
    departments: Annotated[
        AllDepartments | tuple[Department, ...] | None,
        Ask("同意查询的部门", required_unless=_UNLESS_REFUSED),
    ] = None
    withdrawn_on: Annotated[PastDay | None, Ask("撤回日期")] = None


class Proxy(Form):
    """代填/代办人; what it lacks is one error, `proxy_incomplete`."""

    incomplete: ClassVar[str] = "proxy_incomplete"

    role: Annotated[ProxyRole, Ask("代填或代办")]
    name: Annotated[Name, Ask("姓名", short="代填（办）人姓名")]
    id_number: Annotated[ResidentId, Ask("身份证号", short="代填（办）人身份证号")]
    relation: Annotated[Text, Ask("与申请人关系", short="代填（办）人与申请人关系")]
    reason: Annotated[Text, Ask("原因", short="代填（办）原因")]
    document: Annotated[
        Text | None,
        Ask(
            "委托书编号",
            shown_when=when("role", ProxyRole.ACTS),
            required_when=when("role", ProxyRole.ACTS),
        ),
    ] = None


class AttachedFile(Form):
    """材料的一个文件."""

    sha256: Annotated[Sha256, Ask("文件校验值")]
    name: Annotated[Text, Ask("文件名")]
    media_type: Annotated[Text, Ask("文件类型")]


class TakenMaterial(Form):
    """一份已收材料; without a person it is the case's."""

    material: Annotated[Material, Ask("材料")]
    person_id_number: Annotated[PersonReference | None, Ask("材料所属人")] = None
    obtained: Annotated[Obtained, Ask("取得方式")]
    seen_original: Annotated[YesNo | None, Ask("已核原件")] = None
    copies: Annotated[Count | None, Ask("份数")] = None
    pages: Annotated[Count | None, Ask("页数")] = None
    files: Annotated[list[AttachedFile] | None, Ask("文件")] = None


class Deferral(Form):
    """一项容缺; without a person it is the case's."""

    material: Annotated[Material, Ask("容缺材料")]
    person_id_number: Annotated[PersonReference | None, Ask("材料所属人")] = None
    promised_by: Annotated[Text, Ask("承诺人")]
    due_on: Annotated[AnyDay, Ask("补交期限")]
