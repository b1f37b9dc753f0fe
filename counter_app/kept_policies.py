"""The policy of this counter: the server's tables as they last came, and a trial's before them.

Read off the window and handed out as a value, so that who is being shown to an applicant stays
what it was. Until the server has said anything, what the program ships is in force. Must not fetch.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counter_app.rules.policy import Policy, read_tables
from counter_app.rules.policy_check import switched_off_in
from counter_app.rules.policy_store import FindText, PolicyStore
from local_db.notes import Note, read_notes
from local_db.policies import find_text, keep_texts, known_versions
from local_db.store import Store


class KeptPolicies:
    """The versions in the store, read when they are first asked for."""

    def __init__(self, store: Store, trial: Path | None) -> None:
        """`trial`: a file whose tables replace those in force at this counter."""
        self._store, self._trial = store, trial
        self._policies: PolicyStore | None = None
        self._kept: tuple[str, str] | None = None
        """The versions whose texts lie in the store for certain."""
        self.switched_off: tuple[str, ...] = ()
        """What of the policy in force this program does not know, a sentence each."""

    @property
    def in_force(self) -> Policy:
        """What a new applicant is shown and judged by."""
        return self._loaded().in_force

    @property
    def missing(self) -> frozenset[str]:
        """Versions that a case names and that are not here."""
        return frozenset(self._policies.missing) if self._policies else frozenset()

    def look_again(self) -> None:
        """See what came since, where anybody has looked before. Off the window."""
        if self._policies is not None:
            self.load_to_receive()

    def of_case(self, rules: str, wording: str) -> Policy:
        """What a received case is judged, printed and shown by. Off the window."""
        policies = self._loaded()
        with self._finding() as find:
            return policies.of_version(rules, wording, find)

    def load(self) -> Policy:
        """What is in force now, with what came since the last look. Off the window.

        Raises:
            CounterError: POLICY_UNREADABLE, for the file of a trial.
        """
        policies = self._policies or PolicyStore(read_tables(self._trial) if self._trial else {})
        with self._store.reading() as connection:
            notes = read_notes(connection)
            versions = (notes.get(Note.POLICY, ""), notes.get(Note.WORDING, ""))
            policies.put_in_force(*versions, lambda version: find_text(connection, version))
        self._policies = policies
        self.switched_off = switched_off_in(policies.in_force)
        return policies.in_force

    def load_to_receive(self) -> Policy:
        """The same where cases will be received under it: its texts are kept, a trial's too."""
        policy = self.load()
        self._keep(self._loaded())
        return policy

    # -- inside -----------------------------------------------------------------------------------

    def _loaded(self) -> PolicyStore:
        if self._policies is None:
            self.load()
        assert self._policies is not None
        return self._policies

    @contextmanager
    def _finding(self) -> Iterator[FindText]:
        with self._store.reading() as connection:
            yield lambda version: find_text(connection, version)

    def _keep(self, policies: PolicyStore) -> None:
        """Once for each version: to write a policy out takes longer than an act at the window."""
        named = (policies.in_force.version, policies.in_force.wording)
        if named == self._kept:
            return
        texts = policies.texts()
        with self._store.reading() as connection:
            known = known_versions(connection, texts)
        if new := {version: texts[version] for version in texts if version not in known}:
            with self._store.transaction() as connection:
                keep_texts(connection, new)
        self._kept = named
