"""Troubles of papers: faces, addresses, a paper that cannot be set."""

from counter_app.basics.errors import Entry

FONTS_MISSING = Entry(
    "papers.fonts_missing",
    "这台电脑没有打印文书用的中文字体",
    "请安装 Noto Serif CJK SC 和 Noto Sans CJK SC"
    "（Debian：apt install fonts-noto-cjk fonts-babelstone-han fonts-hanazono）后重新打开程序",
)
ADDRESS_TOO_LONG = Entry(
    "papers.address_too_long",
    "回执的查询网址有 {length} 个字节，超过 {limit} 个，印出的二维码手机扫不出",
    "请管理员改用较短的域名，重新登记本窗口",
)
PAPER_FAILED = Entry(
    "papers.failed",
    "这份文书没有排出来（{paper}）",
    "填写的内容没有丢失，请再打印一次；仍不行请联系管理员",
)
UNKNOWN_PAPER = Entry(
    "papers.unknown",
    "没有叫“{paper}”的文书",
    "请从这些名称里选：{known}",
)
SAME_NAME = Entry(
    "papers.same_name",
    "前面已有同名的申请文件，写出来会互相覆盖",
    "请改名，或分两次写到不同的文件夹",
)
NOT_WRITTEN = Entry(
    "papers.not_written",
    "文书 {file} 写不进这个文件夹",
    "请检查文件夹能不能写、磁盘满不满，再印一次",
)
FORMAT_UNKNOWN = Entry(
    "papers.format_unknown",
    "这份申请文件的格式本程序不认识",
    "请更新程序后再印",
)
