"""新就业大学生: the block of 附件 1 with this name."""

from typing import Annotated, Literal

from counter_app.asking.ask import Ask
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.kinds import PastMonth, Text
from counter_app.forms.applicant_types.shared import (
    APPLICANT_TYPE,
    CONTRACT_NUMBER,
    MARITAL_STATUS,
    SOCIAL_INSURANCE,
    MaritalStatus,
    SocialInsurance,
    Tenancy,
)


class Education(Choice):
    """学历."""

    SECONDARY_VOCATIONAL = "secondary_vocational", "中专/职校"
    JUNIOR_COLLEGE = "junior_college", "大专"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "硕士"
    DOCTOR = "doctor", "博士"


class EmployerKind(Choice):
    """单位性质."""

    GOVERNMENT = "government", "机关"
    INSTITUTION = "institution", "事业单位"
    STATE_OWNED = "state_owned", "国有企业"
    PRIVATE = "private", "民营企业"
    OTHER = "other", "其他"


class NewGraduate(Form):
    """新就业大学生."""

    applicant_type: Annotated[Literal["new_graduate"], APPLICANT_TYPE]
    school: Annotated[Text, Ask("毕业院校")]
    education: Annotated[Education, Ask("学历")]
    graduated_on: Annotated[PastMonth, Ask("毕业时间")]
    joined_employer_on: Annotated[PastMonth, Ask("参加现工作单位时间")]
    employer_address: Annotated[Text, Ask("工作单位地址")]
    contract_number: Annotated[Text, CONTRACT_NUMBER]
    employer_kind: Annotated[EmployerKind, Ask("单位性质")]
    marital_status: Annotated[MaritalStatus, MARITAL_STATUS]
    social_insurance: Annotated[SocialInsurance, SOCIAL_INSURANCE]
    tenancy: Annotated[Tenancy, Ask("拟申请租住方式")]
