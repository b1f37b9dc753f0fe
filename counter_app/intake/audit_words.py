"""The record in the words of an auditor: what was done, as what, with what beside it.

Must not read a record.
"""

from collections.abc import Mapping

from counter_app.cases.actions import Role
from counter_app.cases.audit import Did
from counter_app.cases.rights import ROLE_WORDS
from counter_app.forms.consents import Department
from counter_app.intake.said_before import title_of_kind

DID = {
    Did.BEGAN: "记录另起一段",
    Did.ACTED: "办理",
    Did.VIEWED: "查看",
    Did.SEARCHED: "查找",
    Did.UNMASKED: "显示姓名、证号",
    Did.PRINTED: "打印",
    Did.EXPORTED: "导出",
    Did.DISCARDED: "删除草稿",
    Did.ENROLLED: "登记窗口",
    Did.SIGNED_IN: "登录",
    Did.SIGNED_OUT: "退出",
    Did.DENIED: "被拒绝",
    Did.ADMINISTERED: "管理命令",
}
_KINDS = {
    "sign_in": "登录",
    "renew": "续登",
    "sign_out": "退出",
    "change_password": "改口令",
    "claim_take": "领取",
    "claim_release": "放回",
    "claim_take_over": "接办",
    "claim_reassign": "改派",
    "case": "办件",
    "colleagues": "可改派的人",
    "audit look": "审计记录",
    "audit verify": "核对审计记录",
    "add_staff": "登记人员",
    "change_staff": "换身份",
    "lock_staff": "停用人员",
    "reset_password": "重设口令",
}
_OPERATED = {"look": "部门连接", "retry": "重试", "pause": "停问", "go-on": "恢复"}
_NAMES = {
    "reason": "事由",
    "code": "结果",
    "paper": "文书",
    "letter": "文书编号",
    "how": "方式",
    "list": "列表",
    "command": "命令",
    "hits": "查到",
    "cases": "件数",
    "by": "按",
    "short_code": "短码",
    "staff": "人员",
}
"""Of what stands beside an entry, what says something to an auditor."""


def did_words(did: str, detail: Mapping[str, object]) -> str:
    """`办理 领取`, `查看 办件`."""
    kind = kind_words(str(detail.get("kind") or ""))
    word = DID.get(Did(did), did) if did in set(Did) else did
    return " ".join(filter(None, (word, kind if kind != word else "")))


def kind_words(kind: str) -> str:
    """What it was done with."""
    if kind.startswith("departments "):
        _, what, *which = kind.split(" ")
        named = "".join(Department(each).label for each in which if each in set(Department))
        return " ".join(filter(None, (_OPERATED.get(what, ""), named)))
    return _KINDS.get(kind) or title_of_kind(kind)


def role_words(role: str) -> str:
    """As what somebody acted."""
    return ROLE_WORDS.get(Role(role), "") if role in set(Role) else ""


def beside_words(detail: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What an entry says beside, each with its name."""
    told = ((_NAMES[name], str(value)) for name, value in detail.items() if name in _NAMES)
    return tuple((name, value) for name, value in told if value)
