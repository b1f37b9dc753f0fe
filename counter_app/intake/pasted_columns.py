"""Which cell of a pasted line is which field of a member: by the headings, else by what it holds.

What cannot be told apart is taken for nothing, and named as left out. Must not know a draft.
"""

import re
from typing import NamedTuple

from counter_app.asking import resident_id
from counter_app.asking.putting_right.amounts import money
from counter_app.asking.putting_right.identities import resident
from counter_app.asking.readers import is_phone
from counter_app.basics.text import clean, has_han, narrow
from counter_app.intake.members import FIELDS
from counter_app.intake.pasted_cells import Cells
from counter_app.intake.relations import HEAD, SELF, relation

TO_HEAD = "relation_to_head"
"""A column of relations to the head of the household, who may be somebody else."""

_HEADINGS = {
    "name": "姓名 名字 成员姓名 家庭成员姓名 家庭成员 人员姓名 成员 称呼",
    "relation": "与本人关系 关系 与申请人关系 与本人的关系 与申请人的关系 家庭关系 成员关系"
    " 亲属关系 称谓",
    TO_HEAD: "与户主关系 与户主的关系 户主关系 户主或与户主关系 户主或者与户主关系",
    "id_number": "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号码"
    " 居民身份证号 证件号码 证件号 身份号码 身份证件号码",
    "employer": "工作单位 单位 单位名称 服务处所 就业单位 工作或学习单位 工作单位或学校 单位或学校"
    " 就读学校 学校",
    "monthly_income": "月收入 收入 月工资 工资 月均收入 月收入金额",
}
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_SEXES = frozenset("男女")
_SERIAL = re.compile("[0-9]{1,3}[.、)]?")
_LONGEST_INCOME = 9
"""Characters of an amount with two decimals that a month's income can have."""


class Column(NamedTuple):
    """What a heading says of its column."""

    field: str
    unit: str = ""


def columns_of(cells: Cells) -> list[Column | None] | None:
    """The columns of a line of headings; None for a line that is none."""
    found = [_column(cell) for cell in cells]
    known = sum(each is not None for each in found)
    filled = sum(bool(cell.strip()) for cell in cells)
    return found if known >= 2 or (known and filled == 1) else None


def is_heading(cell: str) -> bool:
    """Whether a cell names a field."""
    return _column(cell) is not None


def by_headings(columns: list[Column | None], cells: Cells) -> tuple[dict[str, str], Cells]:
    """Field → cell, and what stands in a second column of a field or beside all columns."""
    found: dict[str, str] = {}
    left = cells[len(columns) :]
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not cell.strip():
            continue
        if column.field in found:
            left.append(cell)
        else:
            found[column.field] = cell.strip() + _unit(column, cell)
    return found, _filled(left)


def by_place(cells: Cells, first: int = 0) -> tuple[dict[str, str], Cells]:
    """The page's own order, beginning with a column; what is too much is left out."""
    room = len(FIELDS) - first
    if len(cells) > room and _SERIAL.fullmatch(narrow(cells[0].strip())):
        cells = cells[1:]
    values = zip(FIELDS[first:], cells, strict=False)
    return {field: cell for field, cell in values if cell.strip()}, _filled(cells[room:])


def is_in_place(row: dict[str, str], cells: Cells) -> bool:
    """Whether the page's own order is that of a line, as far as its cells say."""
    relation_cell, income = row.get("relation", ""), row.get("monthly_income", "")
    if number_place(cells) is not None and not _number(row.get("id_number", "")):
        return False
    if relation_cell in _SEXES or not _is_relation(relation_cell):
        words = _relations([each for each in _filled(cells) if each not in _SEXES])
        return not words
    return not (_is_sum(row.get("employer", "")) and income and not _is_sum(income))


def number_place(cells: Cells) -> int | None:
    """Where a person's number stands in a line."""
    for place, cell in enumerate(cells):
        if _number(cell):
            return place
    return None


def by_content(cells: Cells, year: int, *, words: bool = False) -> tuple[dict[str, str], Cells]:
    """Field → cell by what the cells hold, and what was left out; `year` tells ages from sums.

    Of `words` (a line from a chat) those that nobody knows are the employer.
    """
    rest = _filled(cells)
    found: dict[str, str] = {}
    for cell in list(rest):
        head, sign, value = narrow(cell).partition(":")
        column = _column(head) if sign and value else None
        if column is not None:
            found.setdefault(column.field, value)
            rest.remove(cell)
    if rest and _SERIAL.fullmatch(narrow(rest[0])):
        rest = rest[1:]
    _take(found, rest, "id_number", [each for each in rest if _number(each)][:1])
    _take(found, rest, "relation", _relations(rest))
    _take(found, rest, "name", [each for each in rest if _is_name(each)][:1])
    sums = [each for each in rest if _is_sum(each)]
    if len(sums) > 1:
        sums = [each for each in sums if not _is_age(each, found.get("id_number", ""), year)]
    _take(found, rest, "monthly_income", sums if len(sums) == 1 else [])
    texts = [each for each in rest if has_han(each) and each not in _SEXES and not _is_sum(each)]
    if words and texts:
        found.setdefault("employer", " ".join(texts))
        rest = [each for each in rest if each not in texts]
    else:
        _take(found, rest, "employer", texts if len(texts) == 1 else [])
    return found, [each for each in rest if each not in _SEXES]


def _take(found: dict[str, str], rest: Cells, field: str, cells: Cells) -> None:
    if cells and field not in found:
        found[field] = cells[0]
        rest.remove(cells[0])


def _filled(cells: Cells) -> Cells:
    return [cell.strip() for cell in cells if cell.strip()]


def _column(cell: str) -> Column | None:
    line = narrow(clean(cell))
    field = _FIELD_OF.get(re.sub(r"\(.*?\)|[\s*:]", "", line))
    return Column(field, "万" if re.search(r"\(万元?\)", line) else "") if field else None


def _unit(column: Column, cell: str) -> str:
    return column.unit if column.field == "monthly_income" and column.unit not in cell else ""


def _number(cell: str) -> bool:
    number = resident(clean(cell)).text
    shaped = re.fullmatch("[1-9][0-9]{14}(?:[0-9]{2}[0-9X])?", number)
    return bool(shaped) and (len(number) == 15 or resident_id.birth_date(number) is not None)


def _relations(cells: Cells) -> Cells:
    """The one word for a relation; 男 or 女 beside another word is a sex."""
    known = [each for each in cells if _is_relation(each)]
    return ([each for each in known if each not in _SEXES] or known)[:1]


def _is_relation(cell: str) -> bool:
    return cell in SELF | HEAD or relation(cell) != (cell, "")


def _is_name(cell: str) -> bool:
    return cell not in _SEXES and not re.search("[0-9]", narrow(cell)) and not _is_relation(cell)


def _is_sum(cell: str) -> bool:
    kept = money(clean(cell)).text
    return bool(re.fullmatch(r"[0-9]+\.[0-9]{2}", kept)) and not (
        is_phone(narrow(cell)) or len(kept) > _LONGEST_INCOME
    )


def _is_age(cell: str, number: str, year: int) -> bool:
    """Whether a number is no sum but how old the person is in that year, or a year less or more."""
    shown = resident(clean(number)).text
    if not re.fullmatch("[0-9]{1,3}岁?", narrow(cell)) or len(shown) != 18:
        return False
    born = resident_id.birth_date(shown)
    years = int(narrow(cell).rstrip("岁"))
    return born is not None and abs(year - born.year - years) <= 1
