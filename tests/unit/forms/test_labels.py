"""The words of 附件 1 stand in the declarations as they are printed."""

from counter_app.asking.base import Form
from counter_app.asking.choice import Choice
from counter_app.asking.fields import fields_of
from counter_app.forms.applicant_types.introduced_talent import IntroducedTalent
from counter_app.forms.applicant_types.low_income_family import (
    Circumstance,
    DwellingKind,
    Hardship,
    LowIncomeFamily,
)
from counter_app.forms.applicant_types.migrant_worker import MigrantWorker
from counter_app.forms.applicant_types.new_graduate import NewGraduate
from counter_app.forms.applicant_types.shared import Tenancy
from counter_app.forms.assets import Assets
from counter_app.forms.household import Applicant, Member
from counter_app.forms.housing_application import ApplicantType, Region

PRINTED: dict[type[Form], str] = {
    Applicant: "姓名 性别 身份证号 工作单位 联系电话 户籍地址 籍贯 月收入",
    LowIncomeFamily: (
        "申请人类型 居住地地址 居住建筑面积 居住产权人 与本人关系 婚姻状况 "
        "住房房屋类型 家庭特殊情况 其他情况 具体"
    ),
    NewGraduate: (
        "毕业院校 学历 毕业时间 参加现工作单位时间 工作单位地址 劳动合同编号 "
        "单位性质 婚姻状况 社保缴纳情况 拟申请租住方式"
    ),
    MigrantWorker: "居住证地址 居住证编号 参加工作时间 劳动合同编号 租住方式 社保缴纳情况",
    IntroducedTalent: "引进人才认定文件编号 劳动合同编号",
    Member: "姓名 与本人关系 身份证号 工作单位 月收入",
    Assets: (
        "申请人及家庭成员房产情况 申请人及家庭成员缴存住房公积金情况 "
        "申请人及家庭成员拥有机动车辆情况 申请人及家庭成员工商注册情况 "
        "申请人及家庭成员养老保险缴存情况 其它需说明的家庭资产情况"
    ),
}
CHOICES: dict[type[Choice], str] = {
    ApplicantType: "城镇中低收入住房困难家庭 新就业大学生 外来务工人员 引进人才",
    DwellingKind: "自有产权房屋 借住房屋 租赁房屋 其它",
    Hardship: "低保 特困 残疾 低保边缘 低收入 其他",
    Circumstance: "优抚对象 劳模及见义勇为对象 孤寡及六十岁以上老人 重(大)疾病",
    Tenancy: "单租 合租 家庭租住",
    Region: "甘州区 肃南县 民乐县 临泽县 高台县 山丹县 市本级",
}


def test_labels_are_those_of_the_printed_form_in_its_order() -> None:
    for model, printed in PRINTED.items():
        labels = [spec.label for spec in fields_of(model)]
        words = printed.split()
        assert [label for label in labels if label in words] == words


def test_boxes_are_those_of_the_printed_form_in_its_order() -> None:
    for choice, printed in CHOICES.items():
        assert [label for _, label in choice.options()] == printed.split()
