"""Troubles of people who sign in, and of the administrator who makes them known."""

from counter_app.basics.errors import Entry

LOGIN_MALFORMED = Entry(
    "people_login_malformed",
    "工号或姓名写得不对",
    "工号 2 到 40 个字，只用字母、数字、汉字和 . - _ @；姓名不超过 60 个字",
)
LOGIN_TAKEN = Entry(
    "people_login_taken",
    "这个工号已经有人用了",
    "请换一个工号；忘了口令请用 reset-password，看名单请用 list-staff",
)
LOGIN_UNKNOWN = Entry(
    "people_login_unknown",
    "没有这个工号",
    "请用 list-staff 核对",
)
ROLE_REGION = Entry(
    "people_role_region",
    "市级的身份要写市的代码",
    "municipal 请另用一个工号，写 --region 620700",
)
STREET_NEEDED = Entry(
    "people_street_needed",
    "社区人员没有写管哪些街道",
    "请用 --street 写九位代码，可以写几个，见 resources/policy/streets.toml",
)
STREET_UNKNOWN = Entry(
    "people_street_unknown",
    "这个县区没有代码为 {street} 的街道",
    "请核对九位代码，见 resources/policy/streets.toml",
)
STREET_NOT_WANTED = Entry(
    "people_street_not_wanted",
    "只有社区人员按街道分工",
    "请去掉 --street，或把身份写成 community",
)
TRIAL_STAFF = Entry(
    "people_trial_staff",
    "这是试用服务器，人员是固定的",
    "正式使用请另建服务器（counter-server 换一个数据目录）；试用的办件不能带过去",
)
TRIAL_TOO_LATE = Entry(
    "people_trial_too_late",
    "这个服务器已经登记过窗口或人员，不能再定为试用",
    "请换一个空的数据目录",
)
TRIAL_CLOCK = Entry(
    "people_trial_clock",
    "这个服务器不是试用的，不能用走得快的钟",
    "请去掉 --trial-clock；演示请用空的数据目录，先 counter-server found-trial",
)
SIGN_IN_WRONG = Entry(
    "people_sign_in_wrong",
    "工号或口令不对",
    "请核对大小写；再错 {number} 次，这个工号锁 15 分钟，忘了口令请管理员重设",
)
SIGN_IN_LOCKED = Entry(
    "people_sign_in_locked",
    "错的次数太多，暂时不能登录",
    "请过 {number} 分钟再试；忘了口令请管理员重设，重设后马上可以登录",
)
TOO_MANY_SEARCHES = Entry(
    "people_too_many_searches",
    "查找的次数太多",
    "请过一刻钟再查；在办的请从清单里打开",
)
STAFF_LOCKED = Entry(
    "people_staff_locked",
    "这个工号已停用",
    "请联系管理员",
)
PASSWORD_FIRST = Entry(
    "people_password_first",
    "这是管理员发的初始口令，只能用来改口令",
    "请设一个自己的口令再登录",
)
PASSWORD_WEAK = Entry(
    "people_password_weak",
    "新口令不合要求，口令没有改",
    "请写 8 到 128 个字，字母、数字、符号至少两种，不含工号，也不与原来的相同",
)
SESSION_OVER = Entry(
    "people_session_over",
    "登录已过期或已退出",
    "请重新登录（窗口里按 Ctrl+L，再写口令）；没有做完的都还在",
)
NO_PEOPLE = Entry(
    "people_none",
    "服务器还没有这项功能",
    "请管理员更新服务器程序；收件照常用选名字的办法",
)
OFFLINE_NOT_HERE = Entry(
    "people_offline_not_here",
    "连不上服务器，您又没有在这台电脑上联网登录过",
    "请先联网登录一次，或到您登录过的电脑上办理",
)
OFFLINE_OVER = Entry(
    "people_offline_over",
    "连不上服务器，上次联网登录已过 14 天",
    "请联网登录一次；没有发送的都还在",
)
OFFLINE_WRONG = Entry(
    "people_offline_wrong",
    "口令不对（离线核对）",
    "请用上次在这台电脑联网登录时的口令；再错 {number} 次，锁 15 分钟",
)
OFFLINE_LOCKED = Entry(
    "people_offline_locked",
    "错的次数太多，暂时不能离线登录",
    "请让程序开着，等 15 分钟再试，或联网登录；关机、重开、改时钟都不算时间",
)
PASSWORD_NEEDS_SERVER = Entry(
    "people_password_needs_server",
    "改口令要联网，现在连不上服务器",
    "请联网后再改；原来的口令没有变",
)
NO_WORKPLACE = Entry(
    "people_no_workplace",
    "这个身份在窗口程序里还没有办理界面",
    "请用窗口人员的工号登录收件；别的身份用 counter-app 的命令",
)
NOT_THE_ADMINISTRATOR = Entry(
    "people_not_the_administrator",
    "人员由管理员管，只管自己的县区",
    "请用有管理员身份的工号登录；别的县区请找那里或全市的管理员",
)
STAFF_SELF = Entry(
    "people_staff_self",
    "不能停用或改自己",
    "请另一位管理员来办",
)
NOT_THE_AUDITOR = Entry(
    "people_not_the_auditor",
    "审计记录只给审计人员看",
    "请用有审计身份的工号登录",
)
NOT_ASKED = Entry(
    "people_not_asked",
    "没有写口令",
    "请在终端里运行，按提示输入，或设 COUNTER_PASSWORD",
)
