"""Cases put together from what is stored of them and what a batch has brought. Must not judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import and_, bindparam, select
from sqlalchemy.engine import Connection

from central_server.deciding.register import names_people
from central_server.store.tables import action, content
from counter_app.cases.actions import Action, Content
from counter_app.cases.kinds import KINDS, Brings
from counter_app.needs.case_file import CaseFile, read_json

_decode = msgspec.json.Decoder(Action).decode
_HERE = and_(action.c.stream == content.c.stream, action.c.position == content.c.position)
_OF_CASE = (
    select(action.c.body, content.c.content)
    .select_from(action.outerjoin(content, _HERE))
    .where(action.c.stream == bindparam("of_stream"), action.c.case_id == bindparam("of_case"))
    .order_by(action.c.position)
)
CaseKey = tuple[str, str]
"""Stream and case."""


class CaseFiles:
    """The cases that one transaction looks at: each is read once, until it is written to."""

    def __init__(self) -> None:
        self._files: dict[CaseKey, CaseFile] = {}
        self._brought: dict[CaseKey, list[tuple[Action, bytes | None]]] = {}

    def __contains__(self, key: CaseKey) -> bool:
        """Whether the case was put together already."""
        return key in self._files

    def of(self, connection: Connection, stream: str, case_id: str) -> CaseFile:
        """The case in the order of its stream, then what the batch brought of it."""
        key = (stream, case_id)
        if key not in self._files:
            file = read_file(connection, stream, case_id)
            for brought in self._brought.get(key, ()):
                file = file.after(*brought)
            self._files[key] = file
        return self._files[key]

    def bring(self, action: Action, content: Content | None) -> None:
        """What a batch brought is taken in, and will be stored."""
        key, said = (action.stream, action.case_id), bytes(content.content) if content else None
        self._brought.setdefault(key, []).append((action, said))
        if key in self._files:
            self._files[key] = self._files[key].after(action, said)

    def stored(self) -> None:
        """What was brought is in the store now."""
        self._brought.clear()

    def wrote(self, action: Action, content: bytes | None) -> None:
        """The server wrote this to the case, behind all that is there."""
        key = (action.stream, action.case_id)
        if key in self._files:
            self._files[key] = self._files[key].after(action, content)


def read_file(connection: Connection, stream: str, case_id: str) -> CaseFile:
    """The case in the order of its stream."""
    actions: list[Action] = []
    contents: dict[str, bytes] = {}
    for body, raw in connection.execute(_OF_CASE, {"of_stream": stream, "of_case": case_id}):
        actions.append(_decode(body))
        if raw is not None:
            contents[actions[-1].action_id] = bytes(raw)
    return CaseFile(actions, contents)


def read_forms(connection: Connection, names: Iterable[str]) -> dict[str, Mapping[str, object]]:
    """By the id of their action, the forms that are there and can be read."""
    query = select(action.c.action_id, content.c.content).join(content, _HERE)
    rows = connection.execute(query.where(action.c.action_id.in_(list(names))))
    read = ((name, read_json(bytes(raw))) for name, raw in rows)
    return {name: form for name, form in read if isinstance(form, dict)}


def forms_named(
    connection: Connection,
    files: CaseFiles,
    actions: Sequence[Action],
    contents: Mapping[str, Content],
) -> Iterator[Mapping[str, object]]:
    """Every form whose household an act of the batch may come to hold.

    Which of the batch are taken in is not known yet, nor whether there is such a case at all.
    """
    cases = {each.case_id: each.stream for each in actions if names_people(each)}
    for case_id, stream in cases.items():
        file = files.of(connection, stream, case_id)
        if file.is_received:
            yield file.declared
    for each in actions if cases else ():
        content, kind = contents.get(each.action_id), KINDS.get(each.kind)
        if each.case_id in cases and content and kind and kind.content is Brings.FORM:
            form = read_json(bytes(content.content))
            if isinstance(form, dict):
                yield form
