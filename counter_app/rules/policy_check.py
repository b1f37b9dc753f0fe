"""What is to be said of policy tables before they hold: switched off, doubtful, changing from when.

For the person who edits them, in their words. Must not decide what holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from counter_app.basics.catalogue.forms import POLICY_MALFORMED
from counter_app.basics.errors import CounterError
from counter_app.forms.applicant_types.low_income_family import Circumstance, Hardship
from counter_app.forms.housing_application import Region
from counter_app.forms.paths import paths
from counter_app.rules.department_answers import OUTCOMES
from counter_app.rules.department_items import OK, TROUBLES, style_of
from counter_app.rules.eligibility import NAMES
from counter_app.rules.policy import Policy, replaced
from counter_app.rules.policy_reading import MalformedError, PolicyRow, is_rows
from counter_app.rules.policy_sources import shipped_words
from counter_app.rules.policy_tables import TABLES
from counter_app.rules.policy_words import unusable

_LONG_AGO = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, each a sentence."""

    off: tuple[str, ...]
    doubts: tuple[str, ...]
    changes: tuple[str, ...]


def check_tables(tables: Mapping[str, object], base: Policy) -> Checked:
    """Look through tables that would replace those of the same names in `base`."""
    policy = replaced(base, tables)
    doubts = [*_in_tables(policy, tables), *_across(policy), *_interfaces(policy)]
    return Checked(
        tuple(switched_off(policy, tables)), tuple(doubts), tuple(_changes(policy, tables))
    )


def malformed(error: CounterError, file: Path) -> CounterError:
    """The trouble of `read_tables` with the place in the file, where it is known."""
    cause = error.__cause__
    if not isinstance(cause, MalformedError):
        return error
    row = f"第 {cause.at} 行" if cause.at else ""
    place = " ".join(part for part in (cause.table, row, cause.column) if part)
    return CounterError(POLICY_MALFORMED, file=file.name, place=place)


@lru_cache(maxsize=4)
def switched_off_in(policy: Policy) -> tuple[str, ...]:
    """The same of all tables that are not as shipped; looked through once for each policy."""
    return tuple(switched_off(policy, policy.given_names))


def switched_off(policy: Policy, names: Iterable[str]) -> Iterator[str]:
    """Of these tables what the program does not know and therefore does not act on."""
    for name, row in _rows(policy, names):
        if row.off:
            yield f"{_place(name, row)}：不认识“{row.off}”，本行停用，由它决定的事项请人工核定"
        elif name in TABLES and TABLES[name].document == "wording":
            for key in unusable(shipped_words(name), row.values) if _is_words(name) else ():
                yield f"{name} 的 {key}：写法不能用（类型、项数或大括号不对），仍用原来的用语"


def _is_words(name: str) -> bool:
    return not TABLES[name].keys


def _rows(policy: Policy, names: Iterable[str]) -> Iterator[tuple[str, PolicyRow]]:
    for name in names:
        if is_rows(name, policy.given(name)):
            for row in policy.table(name):
                yield name, row


def _place(name: str, row: PolicyRow) -> str:
    keys = TABLES[name].keys if name in TABLES else ()
    named = [f"{key}={row.values[key]}" for key in keys if row.values.get(key) is not None]
    return f"{name} 第 {row.at} 行" + (f"（{'，'.join(named)}）" if named else "")


def _in_tables(policy: Policy, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name not in TABLES:
            yield f"{name}：不认识这个表，不起作用，请核对表名"
    for name, row in _rows(policy, names):
        if row.ends is not None and row.ends < row.begins:
            yield f"{_place(name, row)}：until 早于 from，这一行从不适用"
        elif row not in policy.holding(name, row.begins) and not row.off and name in TABLES:
            yield f"{_place(name, row)}：同样的键另有一行从同一天起适用，这一行不起作用"
        if name == "clause" and row.values["rule"] not in NAMES:
            yield f"{_place(name, row)}：没有这条规则"
        if name == "opinion_basis":
            for field in sorted(set(map(str, row.values["fields"])) - paths()):
                yield f"{_place(name, row)}：申请表没有“{field}”这一项，写了不起作用"
        if name == "hall" and row.values["region"] not in tuple(Region):
            yield f"{_place(name, row)}：没有这个县区代码"


def _across(policy: Policy) -> Iterator[str]:
    """What one table says and another does not."""
    on = date.max
    asked = {row["department"] for row in policy.rows("query", on) if row.get("ask", True)}
    sources = {row["hardship"]: row["department"] for row in policy.rows("hardship_source", on)}
    for hardship in (*Hardship, Circumstance.PREFERENTIAL_TREATMENT):
        if hardship != Hardship.OTHER and hardship not in sources:
            yield f"hardship_source：没有写“{hardship.label}”由谁提供，按要纸质证明办"
    for hardship, department in sources.items():
        if department and department not in asked:
            yield f"hardship_source（hardship={hardship}）：query 中没有向 {department} 查询的事项"
    proving = {"disabled_persons": "disabled", "veterans": "preferential_treatment"}
    for department, hardship in proving.items():
        if department in asked and not sources.get(hardship):
            yield f"hardship_source（hardship={hardship}）：已向 {department} 查询，这里仍没有来源"
    for row in policy.rows("material", on):
        if row["source"] == "shared" and row.get("department", "") not in asked:
            yield f"material（key={row['key']}）：写的是共享，query 中却不向所写部门查询"
    own = {row["key"] for row in policy.rows("material", on) if row["source"] == "own"}
    for row in policy.rows("deferrable", on):
        if row["material"] not in own:
            yield f"deferrable（material={row['material']}）：不是自备材料，不能容缺"
    for key in ("correction_notice", "decision"):
        if policy.one("deadline", on, key=key) is None:
            yield f"deadline（key={key}）：没有这个时限，文书和查询页上不写日期"
    codes = [row["code"] for row in policy.rows("letter", on)]
    for code in sorted({each for each in codes if codes.count(each) > 1}):
        yield f"letter：编码 {code} 给了两种文书，编号会重复"
    if policy.one("age_limit", on) is None:
        yield "age_limit：没有年龄标准，年龄由人工核定"


def _interfaces(policy: Policy) -> Iterator[str]:
    """What no department could be asked by, or no answer be read by."""
    on = date.max
    styles = {row["style"] for row in policy.rows("style", on)}
    for row in policy.rows("connection", on):
        place = f"connection（department={row['department']}）"
        if row["driver"] != "call":
            continue
        if not row.get("address"):
            yield f"{place}：没有写 address，什么也不会发出"
        if (name := row.get("style", "plain")) not in styles:
            yield f"{place}：没有“{name}”这种写法，什么也查不成"
    for name in sorted(styles):
        style = style_of(policy, name, on)
        if style and style.echo and not style.echoes:
            yield f"style（style={name}）：answer 没有写对方带回什么；不带回的写 echo = false"
        for code, word in style.errors.items() if style else ():
            if word not in (*TROUBLES, *OUTCOMES, OK):
                yield f"style_error（style={name}）：“{code} = {word}”不认识，按读不懂的答复办"


def _changes(policy: Policy, names: Iterable[str]) -> Iterator[str]:
    """By day what begins and what ends, but for what has long held."""
    found: list[tuple[date, str]] = []
    for name, row in _rows(policy, names):
        if row.off or name not in TABLES:
            continue
        if row.begins > _LONG_AGO:
            found.append((row.begins, f"{row.begins} 起：{_place(name, row)} {_said(name, row)}"))
        if row.ends is not None:
            found.append((row.ends, f"{row.ends} 后：{_place(name, row)} 不再适用"))
    return (sentence for _, sentence in sorted(found))


def _said(name: str, row: PolicyRow) -> str:
    columns = [key for key in TABLES[name].columns if key not in TABLES[name].keys]
    return "，".join(f"{key} = {_short(row.values[key])}" for key in columns if key in row.values)


def _short(value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} 项"
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text if len(text) <= 20 else f"{text[:19]}…"
