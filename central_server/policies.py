"""The policy of this server: what an administrator imported over what the program ships.

Every version that was ever in force is kept by its hash; counters fetch texts, the server never
takes any from them. A running server sees an import at its next request. Three rows are not
versions: the imported tables themselves, the imported years of the calendar, and which versions
are in force.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from weakref import ref

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from central_server.store.locks import lock_server
from central_server.store.tables import policies
from counter_app.basics.versions import version_of
from counter_app.rules.calendar_file import merged
from counter_app.rules.policy import Policy, load_policy, replaced
from counter_app.rules.policy_sources import parse_text, text_of
from counter_app.rules.policy_store import PolicyStore
from counter_app.rules.policy_tables import Document

_IMPORTED, _YEARS, _IN_FORCE = "imported", "calendar_years", "in_force"
_CALENDAR = "calendar"
_ASKED_AT_ONCE = 50
_ASKED = "in_force"
"""Among what is kept with a connection: in which transaction it was asked, and what was said."""
_TEXT = select(policies.c.text).where(policies.c.version == bindparam("wanted"))


def policies_of(connection: Connection) -> "Policies":
    """Those of the server that the connection is of (`open_server` has put them there)."""
    found: Policies = connection.get_execution_options()["policies"]
    return found


class Policies:
    """What holds, as last seen; safe from any thread."""

    def __init__(self) -> None:
        self._store = PolicyStore()
        self._seen = ""

    @property
    def in_force(self) -> Policy:
        """What was in force at the last look."""
        return self._store.in_force

    def look(self, connection: Connection) -> Policy:
        """What is in force now."""
        said = _in_force(connection)
        if said != self._seen:
            rules, _, wording = said.partition(" ")
            self._store.put_in_force(rules, wording, lambda version: _text(connection, version))
            self._seen = said
        return self._store.in_force

    def of_case(self, connection: Connection, rules: str, wording: str) -> Policy:
        """What a case is judged and shown by: its own version, where it is known here."""
        self.look(connection)
        return self._store.of_version(rules, wording, lambda version: _text(connection, version))


class CasePolicies:
    """The policies of the cases that one transaction looks at: each version is asked for once."""

    def __init__(self, connection: Connection, policies: Policies) -> None:
        self._connection, self._policies = connection, policies
        self._known: dict[tuple[str, str], Policy] = {}

    def of(self, rules: str, wording: str) -> Policy:
        """As `Policies.of_case`."""
        key = (rules, wording)
        if key not in self._known:
            self._known[key] = self._policies.of_case(self._connection, *key)
        return self._known[key]


def settle_policies(connection: Connection) -> None:
    """Put in force what was imported over what this program ships; keep both texts."""
    lock_server(connection)
    _put(connection, _as_imported(connection))


def import_tables(connection: Connection, tables: Mapping[str, object]) -> Policy:
    """Let these tables replace those of the same names from now on; others stay."""
    lock_server(connection)
    _write(connection, _IMPORTED, text_of({**_tables(connection, _IMPORTED), **tables}))
    if _CALENDAR in tables:
        _write(connection, _YEARS, text_of({}))
    return _put(connection, _as_imported(connection))


def import_years(connection: Connection, years: Sequence[Mapping[str, object]]) -> Policy:
    """Let these years of the calendar hold from now on; other years stay, shipped ones too."""
    lock_server(connection)
    before = _tables(connection, _YEARS).get(_CALENDAR)
    _write(connection, _YEARS, text_of({_CALENDAR: merged(before, years)}))
    return _put(connection, _as_imported(connection))


def versions_in_force(connection: Connection) -> dict[str, str]:
    """The versions as heads carry them."""
    rules, _, wording = _in_force(connection).partition(" ")
    return {"policy": rules, "wording": wording} if rules else {}


def texts_of(connection: Connection, versions: Collection[str]) -> dict[str, str]:
    """The texts of these versions, as far as they are known; of too many the first."""
    asked = [each for each in versions if each not in (_IMPORTED, _YEARS, _IN_FORCE)][
        :_ASKED_AT_ONCE
    ]
    rows = connection.execute(
        select(policies.c.version, policies.c.text).where(policies.c.version.in_(asked))
    )
    return dict(rows.all())


def _as_imported(connection: Connection) -> Policy:
    """What this program ships, with what was imported in its place."""
    return _imported(*(_text(connection, kept_as) or "" for kept_as in (_IMPORTED, _YEARS)))


@lru_cache(maxsize=4)
def _imported(tables: str, by_year: str) -> Policy:
    """These texts over what this program ships: one object, so that its versions are found once."""
    policy = replaced(load_policy(), _parsed(tables))
    years = _parsed(by_year).get(_CALENDAR)
    if not isinstance(years, list) or not years:
        return policy
    return replaced(policy, {_CALENDAR: merged(policy.given(_CALENDAR), years)})


def _tables(connection: Connection, kept_as: str) -> dict[str, object]:
    return _parsed(_text(connection, kept_as))


def _parsed(text: str | None) -> dict[str, object]:
    return parse_text(text) if text else {}


def _put(connection: Connection, policy: Policy) -> Policy:
    for document in Document:
        text = policy.text(document)
        if _text(connection, version_of(text)) is None:
            _write(connection, version_of(text), text)
    _write(connection, _IN_FORCE, f"{policy.version} {policy.wording}")
    connection.info.pop(_ASKED, None)
    return policy


def _in_force(connection: Connection) -> str:
    """Both versions in force; asked for once in a transaction, by however many of its parts."""
    transaction = connection.get_transaction()
    kept = connection.info.get(_ASKED)
    if kept and transaction is not None and kept[0]() is transaction:
        return str(kept[1])
    said = _text(connection, _IN_FORCE) or ""
    if (transaction := connection.get_transaction()) is not None:
        connection.info[_ASKED] = ref(transaction), said
    return said


def _text(connection: Connection, version: str) -> str | None:
    text: str | None = connection.execute(_TEXT, {"wanted": version}).scalar()
    return text


def _write(connection: Connection, version: str, text: str) -> None:
    kept = _text(connection, version)
    if kept is None:
        connection.execute(insert(policies).values(version=version, text=text))
    elif kept != text:
        connection.execute(update(policies).where(policies.c.version == version).values(text=text))
