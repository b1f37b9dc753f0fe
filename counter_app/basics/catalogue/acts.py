"""Troubles with what is said of an act on a case."""

from counter_app.basics.errors import Entry

ACT_UNKNOWN = Entry("act_unknown", "没有这项操作", "请看 counter-app do --help 列出的操作")
ACT_KEYS = Entry(
    "act_keys",
    "这项操作缺少或写错了：{keys}",
    "请看 counter-app do 操作 --help，补齐后再试",
)
ACT_OTHER_REVISION = Entry(
    "act_other_revision",
    "看过的不是现在这一版申请内容，没有办理",
    "请先看新的一版，再出具意见",
)
ACT_PERSON = Entry(
    "act_person",
    "这个办件里没有这个人",
    "请写 applicant、member:1 这样的位置，或人员编号",
)
ACT_LETTER_OFF = Entry(
    "act_letter_off",
    "政策里没有这种文书的编码",
    "请管理员核对政策中的 letter 表",
)
ACT_NOT_AGREED = Entry(
    "act_not_agreed",
    "申请人没有签字同意电子送达",
    "请先办“同意电子送达”，或改用别的送达方式",
)
ACT_NUMBERS_DIFFER = Entry(
    "act_numbers_differ", "两次录入的编号不一样", "请照公租房信息系统的页面重新录入两次"
)
ACT_FIELD_WRONG = Entry("act_field_wrong", "改成的内容不对：{words}", "请照证件或材料改好再办")
ACT_NO_PIECES = Entry("act_no_pieces", "没有选收到的材料", "请把收到的选为“收到”，没有收到就收起")
ACT_NOTHING_WAITS = Entry("act_nothing_waits", "没有等待批准的决定", "请先同步再看")
CASE_NUMBER_UNKNOWN = Entry(
    "case_number_unknown", "本机没有这个编号的办件", "请核对编号，或先同步再试"
)
CASE_NOT_CLAIMED_HERE = Entry(
    "case_not_claimed_here",
    "这个办件没有在本审核台领办",
    "请先领办（do claim）再办；已被接办或改派的，请与对方商量",
)
CASE_NOT_THEIRS = Entry(
    "case_not_theirs",
    "服务器没有这个编号的办件，或者不归您办理",
    "请核对编号；确要查看的，请换有权限的人登录",
)
LETTER_NONE = Entry(
    "letter_none",
    "这个办件没有这样的文书",
    "请先办这一项，或用 counter-app case 编号 看已有哪些文书",
)
LETTER_AT_SERVER = Entry(
    "letter_at_server",
    "这份文书由服务器制作，本机还没有",
    "请联网登录后再打印；刚办的请稍等几秒",
)
