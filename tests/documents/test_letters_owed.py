"""What is owed on each letter (spec of the letters), read back from its text layer."""

import pytest

from counter_app.documents.letters.view import Hearing
from counter_app.documents.paper_table import LETTERS
from counter_app.documents.papers import render_letter
from counter_app.documents.view import Copy
from counter_app.rules.letter_kinds import Letter
from tests.documents import reading, samples
from tests.documents.letter_samples import DAY, OWED, letter, refused

_CASE = f"编号{samples.NUMBER}"
_OWED: dict[Letter, tuple[str, ...]] = {
    Letter.ACCEPTANCE: (
        f"{samples.RARE}：",
        _CASE,
        "申请材料齐全，符合规定形式",
        "《公共租赁住房管理办法》（住房和城乡建设部令第11号）第八条",
        "参照《中华人民共和国行政许可法》第三十二条",
        "现予受理",
        "申请公租房（城镇中低收入住房困难家庭，4人户）",
        "收件日期2026年11月23日",
        "受理日期2026年11月23日",
        "起算日2026年11月24日",
        "承诺时限20个工作日",
        "应当办结日2026年12月21日",
        f"3收入证明（{samples.RARE}）√11",
        "4婚姻证明验后退还√12",
        "合计（以下空白）79",
        "身份证和户籍材料、房屋不动产证明等信息由有关部门共享核验",
        "劳动合同（2026年11月30日前）",
        "咨询0936-8360262（市本级）",
        "投诉0936-12345",
        "经办马玉兰（甘州区政务服务大厅03号窗口）",
        "（加盖受理专用章）",
        "一式两份",
    ),
    Letter.PROVISIONAL_ACCEPTANCE: (
        _CASE,
        "本单不是受理通知书，以登记簿核对为准",
        "拟受理日期2026年11月23日",
        "拟应当办结日2026年12月21日",
        "申请人（代办人）签名",
    ),
    Letter.CORRECTION: (
        _CASE,
        "申请材料不齐全（不符合规定形式）",
        "现一次告知全部需要补正的2项内容",
        "第三十二条第一款第（四）项",
        *(text for item in OWED for text in (item.what, item.wrong, item.how, item.rule)),
        "请于2026年12月8日前补正。",
        "可以在期限内申请延长一次",
        "甘州区政务服务大厅03号窗口；也可以邮寄，或者通过“甘快办”上传",
        "全部补齐的当日即为受理之日",
        "逾期没有补齐的",
        "2026年11月30日前（收件后5个工作日）一次告知",
        "自收件之日起视为受理",
        "由部门共享核验的材料不需你（户）提供",
        "送达时间年月日时分",
    ),
    Letter.SUPPLEMENT_RECEIPT: (
        _CASE,
        "2026年11月23日10时42分收到",
        f"收入证明（{samples.RARE}）",
        "还需要补正",
        OWED[1].what,
        "请于2026年12月8日前补齐",
        "收件不等于受理",
        "收件人签名",
        "交件人签名",
    ),
    Letter.DECLINE: (
        _CASE,
        "自有住房人均建筑面积21.30平方米，高于16平方米。实施方案附件4",
        "本机关决定不予受理",
        "决定人赵磊",
        f"见《材料退还清单》（编号{samples.NUMBER}-T1）",
        "不予受理不影响再次申请",
        "人均住房建筑面积低于16平方米",
        "申请复核，本机关在15个工作日内书面答复",
        "60日内向张掖市甘州区人民政府申请行政复议",
        "6个月内向有管辖权的人民法院提起行政诉讼",
        "以上期限自本不予受理通知书送达之日起计算",
        "拒收事由",
        "见证人签名",
        "（加盖印章）",
    ),
    Letter.WITHDRAWAL: (
        _CASE,
        f"撤回人{samples.RARE}",
        "撤回内容公共租赁住房申请",
        "不影响再次申请，不记入不良记录",
        f"见《材料退还清单》（编号{samples.NUMBER}-T1）",
        "撤回不收费，不需要说明理由",
        "撤回人签名",
    ),
    Letter.RETURN_LIST: (
        _CASE,
        "因撤回申请，现退还",
        f"3收入证明（{samples.RARE}）{samples.RARE}√11√",
        f"4婚姻证明{samples.RARE}验后退还√12√√",
        "合计（以下空白）79",
        "共退还7份（大写：柒份），9页",
        "保存到2026年12月8日",
        f"领取人{samples.RARE}",
        "退还人签名",
    ),
    Letter.DEFERRAL_PROMISE: (
        _CASE,
        "身份证号622201198803159017",
        "1劳动合同合同在单位存档2026年11月30日邮寄",
        "本次申请终止办理，由此造成的损失由本人承担",
        "承诺的期限不超过本次申请的办理时限",
        "□不选择容缺受理，按一般程序办理",
        "承诺人签名",
    ),
    Letter.DEFERRAL_NOTICE: (
        _CASE,
        "1劳动合同复印件1份2026年11月30日邮寄",
        "收到日期",
        "逾期没有补交",
        "（加盖受理专用章）",
    ),
    Letter.ENDING: (
        _CASE,
        f"{samples.RARE}：",
        "因申请人已经迁离，该申请不再继续办理",
        "不对申请作出审核决定",
        "查明的事实自有住房人均建筑面积21.30平方米，高于16平方米。",
        "材料退还清单",
        "不影响再次申请",
        "复核",
        "（加盖印章）",
    ),
    Letter.INQUIRY: (
        "民政部门：",
        f"（编号{samples.NUMBER}）",
        "已经书面同意核查",
        f"1{samples.RARE}622201198803159017婚姻登记2026年11月23日",
        "查无记录的，也请写明查询范围",
        "只用于本次申请的审核",
        "（加盖印章）",
    ),
    Letter.CORRECTION_GUIDE: (
        f"{samples.RARE}：",
        _CASE,
        f"{samples.RARE}的下列事项，申报的与公安部门登记的不一致",
        "不写内容，也不是认定申报有误",
        "《中华人民共和国个人信息保护法》第四十六条",
        "1.户籍地",
        "到哪里更正户籍所在地派出所户籍窗口",
        "请带上身份证、户口簿",
        "填写表格户口登记项目变更更正申请",
        "收费不收费",
        "电话请打咨询电话询问",
        "2.机动车辆",
        "电话0936-8212345",
        "请在2026年12月8日前办好",
        "每3个工作日重新查询一次，最多5次",
        "由本机关发函重新查询，不需要交回纸质材料",
        "到窗口变更申报内容并重新签字",
        "审核时限照该告知书暂停",
    ),
    Letter.REVIEW_RETURN: (
        f"{samples.RARE}：",
        _CASE,
        "本机关于2026年11月23日受理",
        "现一次告知全部2项",
        *(text for item in OWED for text in (item.what, item.wrong, item.how, item.rule)),
        "请于2026年12月8日前补齐。",
        f"随附《数据更正指引》（编号{samples.NUMBER}-G1）",
        "自本告知书送达之日的次日起暂停",
        "逾期没有补齐的",
        "送达时间年月日时分",
        "拒收事由",
        "（加盖印章）",
    ),
    Letter.STOP: (
        _CASE,
        "《中华人民共和国行政许可法》第四十五条",
        "暂停原因入户调查",
        "自2026年11月24日起",
        "预计恢复2026年12月8日",
        "送达时间年月日时分",
    ),
    Letter.EXTENSION: (
        _CASE,
        "因有关部门核验尚未答复，不能在原定时限内作出决定",
        "经本机关负责人批准，参照《中华人民共和国行政许可法》第四十二条第一款",
        "延长5个工作日，只延长一次",
        "原定办结日2026年12月21日",
        "延长后办结日",
        "送达时间年月日时分",
        "（加盖印章）",
    ),
    Letter.REFUSAL_ANNOUNCEMENT: (
        f"{samples.RARE}：",
        _CASE,
        "你户名下有住房一套，人均面积超过标准。本机关拟作出审核不通过的决定",
        "1住房人均自有21.30m²，不低于16。",
        "自然资源部门（不动产登记，2026年12月1日）",
        "的房产，申报无，登记85.20，按登记认定",
        "附件4受理条件",
        "自收到本告知书之日起3个工作日内提出",
        "本告知书不是审核决定",
        "送达时间年月日时分",
        "见证人签名",
    ),
    Letter.RESULT: (
        f"{samples.RARE}：",
        _CASE,
        "已于2026年11月23日备案，登记为轮候对象",
        "第九条、第十条",
        "审核结果通过，进入轮候",
        "备案日期2026年11月23日",
        "轮候编号登记后另行告知",
        "一般不超过5年",
        "1东街街道同意2026年11月30日",
        "请在30日内到甘州区政务服务大厅报告",
        "每年复核一次",
        "可以随时书面提出",
        "送达时间年月日时分",
    ),
    Letter.PROOF_OF_DELIVERY: (
        f"受送达人{samples.RARE}",
        f"办件编号{samples.NUMBER}",
        "张掖市甘州区民主西街36号院4号楼2单元301室",
        f"1一次性补正告知书{samples.NUMBER}-B11",
        "□直接送达□留置送达□邮寄送达□电子送达□委托送达□公告送达",
        "邮件号码、电子送达地址和到达时间",
        "姓名、与受送达人关系、代收理由",
        "见证人姓名、单位、签名",
        "受送达人签收年月日时分",
        "参照《中华人民共和国民事诉讼法》",
    ),
}


@pytest.mark.parametrize("kind", list(Letter))
def test_all_that_is_owed_on_a_letter_reads_back(kind: Letter) -> None:
    found = reading.bare(reading.text(render_letter(kind, letter(kind), Copy.FINAL)))
    for text in (LETTERS[kind].title, f"编号{letter(kind).number}", *_OWED[kind]):
        assert reading.bare(text) in found, text


def test_all_that_is_owed_on_a_refusal_reads_back() -> None:
    found = reading.bare(reading.text(render_letter(Letter.RESULT, refused(), Copy.FINAL)))
    for text in (
        f"{samples.RARE}：",
        "你户名下有住房一套，人均面积超过标准。",
        "1住房人均自有21.30m²，不低于16。",
        "2收入人均月收入4,210.00元，超过2500元。申请人申报第二十二条",
        "本机关决定：审核不通过",
        "决定人赵磊",
        "东街街道同意（2026年11月30日）",
        "本机关于2026年11月23日告知拟不通过。你（户）于2026年11月26日提出意见：房屋是借名登记",
        "可以查阅、复制核验的结果",
        f"见《材料退还清单》（编号{samples.NUMBER}-T1）",
        "本决定不限制再次申请",
        "申请复核，本机关在15个工作日内书面答复",
        "60日内向张掖市甘州区人民政府申请行政复议",
        "6个月内向有管辖权的人民法院提起行政诉讼",
        "以上期限自本审核结果告知书送达之日起计算",
        "拒收事由",
    ):
        assert reading.bare(text) in found, text
    for text in ("轮候", "备案"):
        assert text not in found


def test_a_refusal_says_whether_anybody_replied() -> None:
    silent = refused(heard=Hearing(DAY))
    found = reading.bare(reading.text(render_letter(Letter.RESULT, silent, Copy.FINAL)))
    assert "你（户）没有在期限内提出意见" in found
    found = reading.bare(
        reading.text(render_letter(Letter.RESULT, refused(heard=None), Copy.FINAL))
    )
    assert "陈述申辩" not in found
