"""Entries of the window."""

from counter_app.basics.errors import Entry

NO_CHINESE_FONT = Entry(
    "no_chinese_font",
    "这台电脑没有中文字体，姓名会显示成方框",
    "请安装 Noto Sans CJK SC（Debian：fonts-noto-cjk）后再打开",
)

UNEXPECTED = Entry(
    "unexpected",
    "程序遇到了没有料到的情况",
    "已填的都在本机；请重做刚才那一步，再出现请告诉管理员",
)
