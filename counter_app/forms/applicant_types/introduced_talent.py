"""引进人才: the block of 附件 1 with this name."""

from typing import Annotated, Literal

from counter_app.asking.ask import Ask
from counter_app.asking.base import Form
from counter_app.asking.kinds import Text
from counter_app.forms.applicant_types.shared import APPLICANT_TYPE, CONTRACT_NUMBER


class IntroducedTalent(Form):
    """引进人才."""

    applicant_type: Annotated[Literal["introduced_talent"], APPLICANT_TYPE]
    recognition_number: Annotated[Text, Ask("引进人才认定文件编号")]
    contract_number: Annotated[Text, CONTRACT_NUMBER]
