"""What an operator reads of departments and of the 共享清单: cells, troubles, what to do.

Counts, never a case. Must not know a store, nor how a department is asked.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from counter_app.forms.consents import Department, Material
from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.department_words import (
    driver_words,
    permission_words,
    said_words,
    state_words,
)
from counter_app.rules.items import department_of
from counter_app.rules.policy import Policy
from counter_app.wire.departments import DepartmentCounts, DepartmentsAnswer, ItemCounts

OK, PAUSED = "ok", "paused"
NOTHING = "—"
_WHOM = {"person": "每个人", "adult": "成年人", "applicant": "申请人", "couple": "申请人和配偶"}
_ADVICE = {
    "paused": "按 Alt+S 恢复，等着的马上发出",
    "partly": "看下面清单里查不成的事项",
    "unreachable": "自动在试；查网络，或请部门看接口",
    "signature": "校准服务器时间，核对密钥，再按 Alt+R",
    "quota_day": "明早自动继续；急的请部门加次数",
    "quota_hour": "到时自动继续",
    "quota_minute": "到时自动继续",
    "quota_total": "请部门续次数，再按 Alt+R",
    "not_permitted": "向数据中心申请授权；其间窗口改收纸质",
    "bad_request": "请窗口核对姓名、证号；接口要求变了请改映射",
    "malformed": "请部门看答复格式，或改政策里的字段映射",
}
_QUOTA = "quota"
_TRAIL_MINUTES = 60
_MINUTE = timedelta(minutes=1)


class Tick(NamedTuple):
    """One minute of the last hour."""

    answered: bool
    failed: bool


class Totals(NamedTuple):
    """Of all departments."""

    answered: int
    waiting: int
    failed: int
    in_order: int
    troubled: int


class SharedItem(NamedTuple):
    """A line of the 共享清单, from the same data as is asked by."""

    item: str
    department: str
    gives: str
    whom: str
    replaces: str
    by: str
    """On what ground: which consent."""
    channel: str
    permission: str
    state: str
    is_troubled: bool


def connected(answer: DepartmentsAnswer) -> tuple[DepartmentCounts, ...]:
    """Those about which something can be asked; the others are room for later."""
    known = {department_of(each.item) for each in answer.items}
    return tuple(each for each in answer.departments if Department(each.department) in known)


def totals(rows: Sequence[DepartmentCounts]) -> Totals:
    """The sums of what was counted."""
    well = sum(each.state == OK for each in rows)
    return Totals(
        sum(each.answered for each in rows),
        sum(each.waiting for each in rows),
        sum(each.failed for each in rows),
        well,
        len(rows) - well,
    )


def state_told(row: DepartmentCounts | ItemCounts, today: date) -> str:
    """`正常`, `10:05 起不通`; of a quota, which ends by itself, not since when."""
    words = state_words(row.state).partition("，")[0]
    tells = row.since and row.state != OK and not row.state.startswith(_QUOTA)
    return f"{moment_words(row.since, today)} 起{words}" if tells else words


def next_told(row: DepartmentCounts, today: date) -> str:
    """What comes next of itself."""
    if row.state == PAUSED:
        return f"{row.paused_by} 停的" if row.paused_by else ""
    if row.state != OK and row.next_at:
        return f"{moment_words(row.next_at, today)} 再试"
    if row.per_day:
        return f"今日 {row.used}/{row.per_day}"
    return driver_words(row.drivers) if "call" not in row.drivers else ""


def trouble_told(row: DepartmentCounts) -> str:
    """What went wrong last, in words; empty where nothing is."""
    return said_words(row.said) if row.state not in (OK, PAUSED) else ""


def advice(row: DepartmentCounts | ItemCounts) -> str:
    """What an operator does about it."""
    return _ADVICE.get(row.state, "")


def usual_words(milliseconds: int | None) -> str:
    """How long most answers take."""
    if milliseconds is None:
        return NOTHING
    seconds = milliseconds / 1000
    return f"{seconds:.0f} 秒" if seconds >= 10 else f"{seconds:.1f} 秒"


def waited_words(since: str, now: datetime) -> str:
    """How long the oldest has waited: `46 分`, `1 日 2 时`."""
    if not since:
        return NOTHING
    waited = max(now - datetime.fromisoformat(since), timedelta())
    minutes, hours = int(waited / _MINUTE), int(waited.total_seconds() // 3600)
    if waited.days:
        return f"{waited.days} 日 {hours % 24} 时"
    if hours:
        return f"{hours} 时 {minutes % 60} 分"
    return f"{minutes} 分" if minutes else f"{int(waited.total_seconds())} 秒"


def moment_words(at: str, today: date) -> str:
    """`10:05` of today, else `11-26 10:05`; nothing where there is none."""
    return at[11:16] if at[:10] == today.isoformat() else at[5:16].replace("T", " ")


def trail(row: DepartmentCounts, now: datetime) -> tuple[Tick, ...]:
    """The last hour, minute by minute, the oldest first."""
    known = {each.at: each for each in row.trail}
    begin = now - _MINUTE * (_TRAIL_MINUTES - 1)
    found = (known.get(f"{begin + _MINUTE * at:%Y-%m-%dT%H:%M}") for at in range(_TRAIL_MINUTES))
    return tuple(Tick(bool(e and e.answered), bool(e and e.failed)) for e in found)


def shared_items(items: Sequence[ItemCounts], policy: Policy, today: date) -> Iterator[SharedItem]:
    """The 共享清单: what each department gives, about whom, in the place of which paper."""
    rows = {row["item"]: row for row in policy.rows("query", today) if row.get("item")}
    for each in items:
        row = rows.get(each.item, {})
        types = [ApplicantType(name).label for name in row.get("types", ())]
        whom = "、".join(types) or _WHOM.get(str(row.get("whom")), "")
        yield SharedItem(
            item=each.item,
            department=department_of(each.item).label,
            gives=str(row.get("asks", each.item)),
            whom=whom,
            replaces=_replaced(each.item, policy, today) or str(row.get("why", "")),
            by="单独同意" if row.get("sensitive") else "一般授权",
            channel=driver_words((each.driver,)),
            permission=permission_words(each.permission, each.granted_until),
            state=state_told(each, today),
            is_troubled=each.state != OK or each.permission == "refused",
        )


def _replaced(item: str, policy: Policy, today: date) -> str:
    """The materials that an answer stands for."""
    rows = policy.rows("material", today)
    found = (Material(row["key"]).label for row in rows if row.get("item") == item)
    return "、".join(dict.fromkeys(found))
