"""Troubles with what departments are asked and answer."""

from counter_app.basics.errors import Entry

ANSWERS_UNREADABLE = Entry(
    "departments_answers_unreadable",
    "答复文件读不了：{file}",
    "请核对文件在不在、是不是约定写法的 JSON",
)
