"""Troubles with what departments are asked and answer."""

from counter_app.basics.errors import Entry

NOT_THE_OPERATOR = Entry(
    "departments_not_the_operator",
    "部门查询由接口运维人员看",
    "请用有接口运维身份的工号登录；要查一个办件，请看办件本身",
)
BATCH_THERE = Entry(
    "departments_batch_there",
    "文件已经有了：{file}",
    "请换一个文件名；已经导出的查询不会再导出一次",
)
BATCH_NOT_WRITTEN = Entry(
    "departments_batch_not_written",
    "查询文件写不进去：{file}",
    "请核对文件夹在不在、能不能写、磁盘有没有空间，再导出；这次没有一项算作已经查询",
)
ANSWERS_UNREADABLE = Entry(
    "departments_answers_unreadable",
    "答复文件读不了：{file}",
    "请核对文件在不在、是不是约定写法的 JSON",
)
