"""What is owed on each letter (spec of the letters), read back from its text layer."""

import pytest

from counter_app.documents.paper_table import LETTERS
from counter_app.documents.papers import render_letter
from counter_app.documents.view import Copy
from counter_app.rules.letter_kinds import Letter
from tests.documents import reading, samples
from tests.documents.letter_samples import OWED, letter

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
        "以上期限自本通知书送达之日起计算",
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
