"""Troubles with application files, policy files and dates."""

from counter_app.basics.errors import Entry

POLICY_UNREADABLE = Entry(
    "policy_unreadable",
    "政策文件 {file} 读不出来",
    "请核对是否为 TOML、每行是否有起始日期 from 和数值，再试",
)
POLICY_MALFORMED = Entry(
    "policy_malformed",
    "政策文件 {file} 中 {place} 写法不对",
    "请核对这一处的日期、数值和类型，再试",
)
CALENDAR_UNFIT = Entry(
    "calendar_unfit",
    "日历文件 {file} 中 {place} 不能用",
    "请照放假通知每年写一段 [[calendar]]：year、source、published_on、holidays（平日放假）、"
    "workdays（周末上班），日期写成 10-01，不要写别的表，再试",
)
DATE_UNREADABLE = Entry("date_unreadable", "日期读不出来", "请写成年-月-日，如 2026-03-01")
FILE_ABSENT = Entry("file_absent", "没有这个文件", "请核对文件名和所在文件夹")
FILE_IS_FOLDER = Entry("file_is_folder", "这是文件夹，不是申请文件", "请写出文件夹里的文件名")
FILE_FORBIDDEN = Entry("file_forbidden", "文件打不开", "请核对读取权限，或关闭占用它的程序")
FILE_TOO_LARGE = Entry("file_too_large", "文件超过 4 MiB", "请核对是否为申请文件，附件不要放在里面")
FILE_NOT_UTF8 = Entry("file_not_utf8", "文件不是 UTF-8 编码", "请另存为 UTF-8 后再试")
FILE_NOT_JSON = Entry("file_not_json", "文件不是 JSON", "请核对内容，或从原系统重新导出")
FILE_TOO_DEEP = Entry("file_too_deep", "文件嵌套超过 64 层", "请核对内容，或从原系统重新导出")
FILE_NOT_OBJECT = Entry("file_not_object", "文件最外层不是对象", "请核对是否为一份申请")
