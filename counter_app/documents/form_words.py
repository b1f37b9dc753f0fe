"""The words of the 审核表 that no field carries, as 附件 1 prints them. Not policy."""

TITLE = "公共租赁住房申请审核表"
FORM_VERSION = "GZF-SHB 2026.1"
NUMBER_BEFORE, NUMBER_AFTER = "编号", "号"

FLOOR_AREA_PER_PERSON = "人均住房面积"
MONTHLY_INCOME = "家庭月收入"
MONTHLY_INCOME_PER_PERSON = "家庭人均月收入"

HOUSEHOLD_SIZES = ("1人户", "2人户", "3人及以上户")
CONTINUED = "（续）"
REST_BLANK = "（以下空白）"
NONE = "无"
ITEM, ITEM_COUNT = "{number}. ", "共{count}项"
UNANSWERED = "（未填）"
OTHER_BLOCK = "／"

PAID, NOT_PAID = "是", "否"
PAID_TIME = "(缴纳时间"
YEAR, MONTH_TO, MONTH_END, PAID_END = "年", "月至", "月", ")"
STILL_PAID = "今"

COMMITMENT = (
    "本人承诺：上述所申报的材料真实无误，户内无消费性车辆，出资企业，并严格遵守公共租赁住房的"
    "有关规定。如有不实申报家庭人口、财产、收入、住房、车辆、工商注册、养老保险缴存、公积金缴存等"
    "的情况，自愿退出公共租赁住房保障资格，五年内不再申请。"
)
COMMITMENT_HEADING = "承诺书"
DATE_WORDS = ("年", "月", "日")

OPINIONS = "部门审核意见"
BY = "经办人："
OPINION_LABELS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("街道社区/工作单位审核意见", (5, 4, 4)),
    ("县区保障性住房管理部门审核意见", (5, 6, 4)),
    ("市保障性住房管理部门备案意见", (6, 4, 4)),
)

NOTES_HEADING = "备注："
NOTES = (
    "此表由申请公共租赁住房家庭主申请人填写，线下申请请用黑蓝色或黑色书写笔，需做到书写工整，"
    "内容完整。申请审核表可在甘肃省政务服务网、“甘快办”、公租房 APP 下载或在受理部门领取。",
    "请申请人按照申请人类型填报信息，同住家庭成员相关信息均需填写。",
    "申请人及共同申请人应如实填报家庭成员的收入、住房、车辆、婚姻、社保缴纳等情况，并对所填报内容的"
    "真实性和完整性负责。家庭成员无住房、车辆、社保或企业注册等情况的，在每项调查内容首行填写“无”，"
    "不得为空。",
    "申请人及共同申请人因特殊原因无法填写此表的，经受理部门同意可由他人代替填写，"
    "但是需签注代替填表人的姓名，身份证号，以备审查。",
)

AFTER_CIRCUMSTANCE, COLON = "；", "："

PROXY_FILLS_IN, PROXY_ACTS = "代填人", "代办人"
GLYPH_REMARK = "（{signs}）"
CUT_SHORT = "……（共{count}字）"
