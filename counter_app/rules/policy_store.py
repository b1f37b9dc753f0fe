"""Every policy version that is known here, and the one in force: a case is judged by its own.

Texts come from whoever keeps them, by their hash; the tables that the program ships, and those that
it shipped before, it knows itself. Calendar, halls and where to mend are always those in force.
Must not know where texts are kept or how they came.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from counter_app.basics.resources import resource
from counter_app.basics.versions import DIGITS, version_of
from counter_app.rules.policy import Policy, load_policy, replaced
from counter_app.rules.policy_reading import is_rows, read_table
from counter_app.rules.policy_sources import GivenTables, parse_text
from counter_app.rules.policy_tables import TABLES, Document

FindText = Callable[[str], str | None]
"""The text of a version; None where it is not known."""
_NEWEST = tuple(name for name, table in TABLES.items() if table.newest)
_OLD_DIGITS = 8
_NONE = GivenTables({})
OF_0_1 = "张市建〔2024〕230号-6e941e10"
"""The version that 0.1 shipped, as its cases name it: rules and wording in one."""


class PolicyStore:
    """The versions known here. `in_force` is a value: whoever shows an applicant keeps theirs."""

    def __init__(self, trial: Mapping[str, object] | None = None) -> None:
        """`trial`: tables that stand before those in force, at this counter alone."""
        self._trial = dict(trial or {})
        self._known: dict[str, GivenTables] = {}
        self._of: dict[tuple[str, str], Policy] = {}
        self.in_force = self._with_trial(load_policy())
        self.missing: set[str] = set()
        """Versions that were asked for and are not known here."""

    def put_in_force(self, rules: str, wording: str, find_text: FindText) -> bool:
        """Let these versions hold from now on, empty ones as shipped; False where one is unknown.

        What holds stays then.
        """
        base = self._base(rules, wording, find_text)
        if base is None:
            return False
        found = self._with_trial(base)
        if (found.version, found.wording) != (self.in_force.version, self.in_force.wording):
            self._of.clear()
            self.in_force = found
        return True

    def of_version(self, rules: str, wording: str, find_text: FindText) -> Policy:
        """The policy that a case stays with; the one in force where its version is not known.

        `wording` is empty for cases of 0.1, whose version had both in one.
        """
        key = (rules, wording)
        if key in self._of:
            return self._of[key]
        made = self._made(rules, wording, find_text)
        if self.missing.isdisjoint(key):
            self._of[key] = made
        return made

    def texts(self) -> dict[str, str]:
        """The texts in force by their versions, for whoever keeps them."""
        policy = self.in_force
        texts = (policy.text(document) for document in Document)
        known = (policy.version, policy.wording)
        return {version_of(text): text for text in texts if version_of(text) in known}

    # -- inside -----------------------------------------------------------------------------------

    def _made(self, rules: str, wording: str, find_text: FindText) -> Policy:
        now = self.in_force
        if rules in ("", now.version) and wording in ("", now.wording):
            return now
        said = self._tables(wording, find_text) if wording and wording != now.wording else _NONE
        decides = self._tables(rules, find_text) if rules and rules != now.version else _NONE
        for version, tables in ((rules, decides), (wording, said)):
            if tables is None:
                self.missing.add(version)
            else:
                self.missing.discard(version)
        newest = {name: now.given(name) for name in _NEWEST}
        sources = (
            GivenTables({name: table for name, table in newest.items() if table is not None}),
            decides or _NONE,
            said or _NONE,
            *now.sources,
        )
        own = wording if _has(said) else rules if _has(decides) and not wording else now.wording
        named = {Document.RULES: rules if _has(decides) else now.version, Document.WORDING: own}
        return Policy(sources, named)

    def _base(self, rules: str, wording: str, find_text: FindText) -> Policy | None:
        """The tables of these versions over the shipped ones."""
        decides = self._tables(rules, find_text) if rules else _NONE
        said = self._tables(wording, find_text) if wording else _NONE
        if decides is None or said is None:
            return None
        return _over_shipped(rules, wording, decides, said)

    def _with_trial(self, base: Policy) -> Policy:
        return replaced(base, self._trial) if self._trial else base

    def _tables(self, version: str, find_text: FindText) -> GivenTables | None:
        """The tables of a version, read once; None where they are not known or cannot be used."""
        if version not in self._known:
            text = _kept(version) or find_text(version) or _shipped(version)
            tables = None if text is None else _read(text, version)
            if tables is None:
                return None
            self._known[version] = tables
        return self._known[version]


def _kept(version: str) -> str | None:
    """The text of a version shipped before; of 0.1 the name is a label and eight digits."""
    label, _, digits = version.rpartition("-")
    if len(digits) != (_OLD_DIGITS if label else DIGITS) or not digits.isalnum():
        return None
    file = resource("policy", "kept", f"{digits}.json")
    return file.read_text("utf-8") if file.is_file() else None


def _shipped(version: str) -> str | None:
    """The text of a version that the program itself ships."""
    shipped = load_policy()
    named = {shipped.version: Document.RULES, shipped.wording: Document.WORDING}
    return shipped.text(named[version]) if version in named else None


@lru_cache(maxsize=8)
def _read(text: str, version: str) -> GivenTables | None:
    """The tables of a text that is what its version says and that nothing is malformed in.

    Every store of a process has the same few, and reading one takes as long as opening a store.
    """
    name = version.rpartition("-")[2]
    if not version_of(text).startswith(name):
        return None
    try:
        tables = parse_text(text)
        for table, raw in tables.items():
            if is_rows(table, raw):
                read_table(table, raw)
    except (ValueError, RecursionError):
        return None
    return GivenTables(tables)


@lru_cache(maxsize=4)
def _over_shipped(rules: str, wording: str, decides: GivenTables, said: GivenTables) -> Policy:
    """These versions over the shipped tables: one object, so that what is found out of it stays."""
    named = {Document.RULES: rules, Document.WORDING: wording}
    known_as = {document: version for document, version in named.items() if version}
    return Policy((decides, said, *load_policy().sources), known_as)


def _has(tables: GivenTables | None) -> bool:
    """Whether there is any table."""
    return tables is not None and any(tables.names())
