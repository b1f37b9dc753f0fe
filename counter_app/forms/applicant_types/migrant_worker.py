"""外来务工人员: the block of 附件 1 with this name; its 月收入 is the applicant's."""

from typing import Annotated, Literal

from counter_app.asking.ask import Ask
from counter_app.asking.base import Form
from counter_app.asking.kinds import PastMonth, Text
from counter_app.forms.applicant_types.shared import (
    APPLICANT_TYPE,
    CONTRACT_NUMBER,
    SOCIAL_INSURANCE,
    SocialInsurance,
    Tenancy,
)


class MigrantWorker(Form):
    """外来务工人员."""

    applicant_type: Annotated[Literal["migrant_worker"], APPLICANT_TYPE]
    permit_address: Annotated[Text, Ask("居住证地址")]
    permit_number: Annotated[Text, Ask("居住证编号")]
    started_work_on: Annotated[PastMonth, Ask("参加工作时间")]
    contract_number: Annotated[Text, CONTRACT_NUMBER]
    tenancy: Annotated[Tenancy, Ask("租住方式")]
    social_insurance: Annotated[SocialInsurance, SOCIAL_INSURANCE]
