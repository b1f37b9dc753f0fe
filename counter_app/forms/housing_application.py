"""The content of the 审核表 with its supplements, format 1: every key, in the order of the form."""

from typing import Annotated

from pydantic import Field

from counter_app.asking.ask import Ask
from counter_app.asking.base import Form
from counter_app.asking.choice import Choice, choice_reader
from counter_app.asking.kinds import FormatVersion, Leaf, PastDay
from counter_app.forms.applicant_types.introduced_talent import IntroducedTalent
from counter_app.forms.applicant_types.low_income_family import LowIncomeFamily
from counter_app.forms.applicant_types.migrant_worker import MigrantWorker
from counter_app.forms.applicant_types.new_graduate import NewGraduate
from counter_app.forms.assets import Assets
from counter_app.forms.consents import (
    Authorization,
    Commitment,
    Deferral,
    Proxy,
    TakenMaterial,
)
from counter_app.forms.household import Applicant, Household

FORMAT = 1


class Region(Choice):
    """受理县区, GB/T 2260; full-width digits are read as digits."""

    GANZHOU = "620702", "甘州区"
    SUNAN = "620721", "肃南县"
    MINLE = "620722", "民乐县"
    LINZE = "620723", "临泽县"
    GAOTAI = "620724", "高台县"
    SHANDAN = "620725", "山丹县"
    CITY = "620700", "市本级"


class ApplicantType(Choice):
    """申请人类型."""

    LOW_INCOME_FAMILY = "low_income_family", "城镇中低收入住房困难家庭"
    NEW_GRADUATE = "new_graduate", "新就业大学生"
    MIGRANT_WORKER = "migrant_worker", "外来务工人员"
    INTRODUCED_TALENT = "introduced_talent", "引进人才"


Details = LowIncomeFamily | NewGraduate | MigrantWorker | IntroducedTalent

BLOCKS: dict[ApplicantType, type[Form]] = {
    ApplicantType.LOW_INCOME_FAMILY: LowIncomeFamily,
    ApplicantType.NEW_GRADUATE: NewGraduate,
    ApplicantType.MIGRANT_WORKER: MigrantWorker,
    ApplicantType.INTRODUCED_TALENT: IntroducedTalent,
}


_REGION = Leaf("choice", choice_reader(Region, narrowed=True))


class HousingApplication(Form):
    """公租房申请 (办件), format 1."""

    format: Annotated[FormatVersion, Ask("格式版本")]
    applied_on: Annotated[PastDay, Ask("申请日期")]
    region: Annotated[Region, _REGION, Ask("受理县区")]
    applicant: Annotated[Applicant, Ask("申请人")]
    details: Annotated[Details, Field(discriminator="applicant_type"), Ask("申请人类型")]
    household: Annotated[Household, Ask("同住家庭成员情况")]
    assets: Annotated[Assets, Ask("资产情况")]
    commitment: Annotated[Commitment, Ask("承诺书", absent="commitment_unsigned")]
    authorizations: Annotated[list[Authorization] | None, Ask("信息查询授权")] = None
    proxy: Annotated[Proxy | None, Ask("代填/代办人")] = None
    materials: Annotated[list[TakenMaterial] | None, Ask("已收材料")] = None
    deferrals: Annotated[list[Deferral] | None, Ask("容缺")] = None
