"""An invented hour of departments and of the record: what screens of offices are shown with."""

from datetime import timedelta

from counter_app.basics.clock import stamp
from counter_app.cases.rights import HeldRole
from counter_app.forms.consents import Department
from counter_app.rules.items import ITEMS, department_of
from counter_app.ui.gallery.samples import NOW
from counter_app.wire.audit import AuditAnswer, AuditRow
from counter_app.wire.departments import (
    DepartmentCounts,
    DepartmentsAnswer,
    ItemCounts,
    Minute,
)
from counter_app.wire.messages import Head
from counter_app.wire.staff import StaffAnswer, StaffRow

HEAD = Head(server="0" * 16, epoch="1" * 16, time=stamp(NOW))
_DOWN = Department.CIVIL_AFFAIRS
_SINCE = stamp(NOW - timedelta(minutes=46))


def departments_answer() -> DepartmentsAnswer:
    """One department out of reach, one paused, one whose quota is used up; the others in order."""
    return DepartmentsAnswer(
        head=HEAD,
        departments=tuple(map(_department, Department)),
        items=tuple(map(_item, ITEMS)),
    )


def _department(name: Department) -> DepartmentCounts:
    at = list(Department).index(name)
    if name is _DOWN:
        return DepartmentCounts(
            department=str(name), drivers=("call", "letter"), state="unreachable", since=_SINCE,
            next_at=stamp(NOW + timedelta(minutes=2)), failures=5, answered_at=_SINCE, answered=31,
            waiting=38, failed=14, cancelled=1, cases=21, due_soon=2, oldest=_SINCE,
            said="timeout", trail=_hour(down=True),
        )  # fmt: skip
    state = {Department.TAXATION: "quota_day", Department.EDUCATION: "paused"}.get(name, "ok")
    return DepartmentCounts(
        department=str(name), drivers=("call",), state=state,
        since="" if state == "ok" else _SINCE, answered=286 - 23 * at, waiting=3 * (at == 3),
        oldest=stamp(NOW - timedelta(seconds=5)) if at == 3 else "", usual_ms=400 + 170 * at,
        answered_at=stamp(NOW - timedelta(seconds=20)),
        paused_by="孙浩" if state == "paused" else "",
        per_day=500 if name is Department.TAXATION else 0, used=500, trail=_hour(down=False),
    )  # fmt: skip


def _hour(*, down: bool) -> tuple[Minute, ...]:
    found = []
    for ago in range(59, -1, -1):
        at = f"{NOW - timedelta(minutes=ago):%Y-%m-%dT%H:%M}"
        if not down or ago > 46:
            found.append(Minute(at=at, answered=3))
        elif ago in (46, 45, 43, 39, 31, 15):
            found.append(Minute(at=at, failed=1))
    return tuple(found)


def _item(name: str) -> ItemCounts:
    if name == "taxation.income":
        return ItemCounts(item=name, driver="call", permission="refused", state="not_permitted",
                          since=_SINCE)  # fmt: skip
    if department_of(name) is _DOWN:
        return ItemCounts(item=name, driver="letter", permission="granted",
                          granted_until="2026-12-31")  # fmt: skip
    return ItemCounts(item=name, driver="call", permission="granted")


def audit_answer() -> AuditAnswer:
    """A few entries of every length, and a walk that found nothing."""
    told = (
        ("acted", "李静", "clerk", {"kind": "Accepted"}, "620702-2026-03-00413"),
        ("viewed", "阿依努尔·买买提江", "county", {"kind": "case"}, "620702-2026-03-00352"),
        ("unmasked", "赵磊", "county", {"reason": "电话核对申请人身份"}, "620702-2026-03-00352"),
        ("acted", "王敏", "community", {"kind": "claim_take"}, "620702-2026-03-00358"),
        ("denied", "王敏", "community", {"kind": "sign_in", "code": "sign_in_wrong"}, ""),
        ("administered", "", "administrator", {"command": "add-staff"}, ""),
        ("acted", "孙浩", "operator", {"kind": "departments pause education"}, ""),
    )
    rows = tuple(
        AuditRow(position=1204 - at, at=stamp(NOW - timedelta(minutes=7 * at)), did=did, name=name,
                 login="620702-0317" if name else "", role=role, window="620702-03",
                 number=number, detail=dict(detail))
        for at, (did, name, role, detail, number) in enumerate(told)
    )  # fmt: skip
    return AuditAnswer(head=HEAD, rows=rows, verified="审计记录 1204 条，完整，没有改动")


def staff_answer() -> StaffAnswer:
    """Four people: in use, new, shut out."""

    def row(
        login: str, name: str, *roles: HeldRole, first: bool = False, why: str = ""
    ) -> StaffRow:
        locked = stamp(NOW) if why else ""
        return StaffRow(login=login, name=name, roles=roles, first=first, added_at=stamp(NOW),
                        locked_at=locked, locked_why=why)  # fmt: skip

    street = HeldRole("community", "620702", "620702001")
    return StaffAnswer(
        head=HEAD,
        staff=(
            row("620702-0317", "李静", HeldRole("clerk", "620702")),
            row("620702-0318", "阿依努尔·买买提江", street,
                HeldRole("community", "620702", "620702002"), first=True),
            row("620702-0401", "赵磊", HeldRole("county", "620702"),
                HeldRole("county_lead", "620702")),
            row("620702-0222", "孙浩", HeldRole("clerk", "620702"), why="调离"),
        ),
    )  # fmt: skip
