"""Lists of cases and the search field: understands what a clerk types or scans.

Name, pinyin initials, the last four or more digits of an ID number, case number or telephone,
short code, or a scanned receipt. Must not judge or change a case.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counter_app.basics.clock import CHINA
from counter_app.basics.names import fold
from counter_app.basics.rare_forms import alike
from counter_app.basics.text import as_read, narrow
from counter_app.cases.numbers import CaseNumber
from counter_app.cases.receipts import TOKEN_LENGTH
from counter_app.cases.short_codes import read_short_code
from counter_app.desk.clerks import Clerk
from counter_app.desk.desk import Desk
from local_db.index import Hit, TermKind, find_terms, reversed_digits
from local_db.index_upkeep import is_current
from local_db.lists import CaseRow as CaseRow
from local_db.lists import Counts as Counts
from local_db.lists import Delivery as Delivery
from local_db.lists import Filter as Filter
from local_db.lists import count_cases, find_token, list_cases, rows_of

_TOKEN = re.compile(rf"(?:^|/r/)([A-Za-z0-9_-]{{{TOKEN_LENGTH}}})$")
_DIGITS = re.compile(r"[0-9][0-9 -]*[Xx]?")
_LETTERS = re.compile(r"[A-Za-z]+")
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class CasePage:
    """Rows, and what to ask the next page with; `next` is None on the last one."""

    rows: tuple[CaseRow, ...]
    next: object = None


@dataclass(frozen=True, slots=True)
class _Search:
    kind: TermKind
    term: str
    exact: bool = False

    def gave(self, hit: Hit) -> bool:
        """Whether the hit was found by this search."""
        return hit.kind == self.kind and hit.term.startswith(self.term)


def listing(
    desk: Desk,
    which: Filter,
    *,
    clerk: Clerk | None = None,
    after: object = None,
    limit: int = 50,
) -> CasePage:
    """Cases of one list, the newest first; `after` is the `next` of the page before."""
    last = after if isinstance(after, CaseRow) else None
    with desk.store.reading() as connection:
        rows = list_cases(
            connection,
            which,
            today=_today(desk),
            staff_id=clerk.staff_id if clerk else "",
            after=last,
            limit=limit + 1,
        )
    return CasePage(tuple(rows[:limit]), rows[limit - 1] if len(rows) > limit else None)


def find(desk: Desk, text: str, *, after: object = None, limit: int = 50) -> CasePage:
    """Cases that the text means, the newest first where one page holds all; no text, no case."""
    last = after if isinstance(after, Hit) else None
    token = _TOKEN.search(text.strip())
    with desk.store.reading() as connection:
        if token:
            return CasePage(tuple(find_token(connection, token[1])))
        hits: list[Hit] = []
        older = not is_current(connection)
        for search in _from(_understood(text, older), last):
            hits += find_terms(
                connection,
                search.kind,
                search.term,
                exact=search.exact,
                after=last if last and search.gave(last) else None,
                limit=limit + 1 - len(hits),
            )
            if len(hits) > limit:
                break
        page = hits[:limit]
        rows = rows_of(connection, list(dict.fromkeys(hit.case_id for hit in page)))
    if last is None and len(hits) <= limit:
        rows.sort(key=lambda row: row.received_at, reverse=True)
    return CasePage(tuple(rows), page[-1] if len(hits) > limit else None)


def sought_by(text: str) -> str:
    """What kinds of thing the text may be, for the record, which must not have it; or nothing."""
    if _TOKEN.search(text.strip()):
        return "token"
    kinds = dict.fromkeys(search.kind.name.lower() for search in _understood(text, older=False))
    return " ".join(kinds)


def counts(desk: Desk, clerk: Clerk | None = None) -> Counts:
    """How many cases stand in each list."""
    with desk.store.reading() as connection:
        return count_cases(connection, today=_today(desk), staff_id=clerk.staff_id if clerk else "")


def _understood(text: str, older: bool) -> Iterator[_Search]:
    """The searches that the text may mean, the likeliest first.

    `older`: some cases may still be indexed by the names as 0.1 spelt them.
    """
    typed, name = narrow(as_read(text)), fold(text)
    if not typed:
        return
    if CaseNumber.parse(typed):
        yield _Search(TermKind.NUMBER_REVERSED, reversed_digits(typed), exact=True)
    elif _DIGITS.fullmatch(typed):
        term = reversed_digits(typed)
        if len(term) >= _FEWEST_DIGITS:
            yield _Search(TermKind.NUMBER_REVERSED, term)
        if len(term) > _FEWEST_DIGITS:
            yield _Search(TermKind.ID_NUMBER_REVERSED, term)
            yield _Search(TermKind.PHONE_REVERSED, term)
    elif _LETTERS.fullmatch(name):
        yield _Search(TermKind.INITIALS, name)
        yield _Search(TermKind.NAME, name)
    else:
        yield from (_Search(TermKind.NAME, spelt) for spelt in alike(name) if spelt)
    code = read_short_code(typed)
    if code:
        yield _Search(TermKind.SHORT_CODE, code, exact=True)
    if older and not _DIGITS.fullmatch(typed):
        yield _Search(TermKind.NAME, typed)


def _from(searches: Iterable[_Search], last: Hit | None) -> Iterator[_Search]:
    """The searches that are still to be made after the last hit of the page before."""
    reached = last is None
    for search in dict.fromkeys(searches):
        reached = reached or bool(last and search.gave(last))
        if reached:
            yield search


def _today(desk: Desk) -> str:
    return desk.now().astimezone(CHINA).date().isoformat()
