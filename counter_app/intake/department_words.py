"""How a line to a department is, in the words that an operator reads. Must not know a store."""

from datetime import date

from counter_app.rules.department_items import LETTER
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy

_STATES = {
    "ok": "正常",
    "paused": "已停问",
    "partly": "部分事项查不成",
    "unreachable": "不通",
    "signature": "接口签名失败，请查服务器时间和密钥",
    "quota_minute": "次数用完，稍后继续",
    "quota_hour": "次数用完，稍后继续",
    "quota_day": "今日次数用完，明早继续",
    "quota_total": "次数已用完，请向部门续办",
    "not_permitted": "平台未授权本项查询",
    "bad_request": "姓名或证号不合接口要求",
    "malformed": "答复读不懂",
}
_SAID = {
    "timeout": "连接超时",
    "refused": "对方没有开机或端口不对",
    "cut": "连接中断",
    "tls": "对方证书不被信任",
    "address": "接口地址写得不对",
    "no way": "网络不通",
    "huge": "答复过大",
}
_PERMISSIONS = {
    "not_applied": "未申请",
    "applied": "已申请",
    "granted": "已授权",
    "refused": "未获授权",
}
_DRIVERS = {"call": "接口", "file": "批量文件", LETTER: "发函"}
_MINUTE = 60


def item_words(policy: Policy, item: str, on: date) -> str:
    """Who is asked about what, as the consent sheet has it: `民政 婚姻登记`."""
    department = department_of(item)
    row = policy.one("query", on, department=str(department), item=item)
    return f"{department.label} {row['asks'] if row else item}"


def state_words(state: str) -> str:
    """The state of a line or an item."""
    return _STATES.get(state, state)


def said_words(said: str) -> str:
    """What came last instead of an answer; a code of theirs as it is."""
    kind, _, number = said.partition(" ")
    if kind == "http":
        return f"对方返回 {number}"
    if kind == "clock" and number.removeprefix("-").isdecimal():
        seconds = int(number)
        much = f"{abs(seconds) // _MINUTE} 分" if abs(seconds) >= _MINUTE else f"{abs(seconds)} 秒"
        return f"服务器时间比对方{'慢' if seconds > 0 else '快'} {much}，请校时"
    return _SAID.get(said) or (f"对方代码 {said}" if said and said != "?" else "")


def permission_words(permission: str, until: str) -> str:
    """Whether an item may be asked, and until when."""
    word = _PERMISSIONS.get(permission, permission)
    return f"{word}，到 {until}" if until and permission == "granted" else word


def driver_words(drivers: tuple[str, ...]) -> str:
    """How it is reached."""
    return "、".join(_DRIVERS.get(each, each) for each in drivers)
