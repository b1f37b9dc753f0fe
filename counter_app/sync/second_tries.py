"""What came back through no fault of its own is sent again by itself, without a person.

A record that is sound here and was not there met a line that alters bytes; a kind that the server
did not know it may know since its program changed. Must not judge anything else that came back.
"""

import msgspec
from sqlalchemy import Connection

from counter_app.cases.actions import Action, Content
from counter_app.cases.chain import is_sound
from counter_app.sync.run import Run
from counter_app.wire.messages import Answer, Head, Verdict
from local_db.notes import Note, read_notes, write_note
from local_db.outbox import Return, Waiting, find_returns, queue_again, waiting_of

_BY_THE_LINE = frozenset({"broken_hash", "broken_chain", "content_missing"})
"""Codes of what was altered, put into another order, or lost on the way, as far as one can see."""
_NOT_RECEIVED = "not_received"
_IN_THE_RUN = _BY_THE_LINE | {_NOT_RECEIVED}
_UNKNOWN_KIND = "unknown_kind"
_LONGEST_PROGRAM = 50


def queue_what_may_go_now(connection: Connection, head: Head) -> None:
    """Before anything is sent: queue again what a person need not look at."""
    codes = set(_BY_THE_LINE)
    program = head.program[:_LONGEST_PROGRAM]
    if program and read_notes(connection).get(Note.SERVER_PROGRAM) != program:
        write_note(connection, Note.SERVER_PROGRAM, program)
        codes.add(_UNKNOWN_KIND)
    refused = [each for each in find_returns(connection) if each.verdict == Verdict.REFUSED]
    going = [each for each in refused if each.code in codes and _is_sound(connection, each)]
    cases = {each.case_id for each in going}
    # What was refused only because the receipt before it was.
    going += [each for each in refused if each.code == _NOT_RECEIVED and each.case_id in cases]
    for came_back in going:
        queue_again(connection, came_back.action_id)


def _is_sound(connection: Connection, came_back: Return) -> bool:
    waiting = waiting_of(connection, came_back.action_id)
    return waiting is not None and is_sound_here(waiting)


def may_be_the_line(run: Run, waiting: Waiting, answer: Answer) -> bool:
    """Whether to send the action once more in this run, since it is sound here."""
    if answer.verdict != Verdict.REFUSED or answer.problem is None:
        return False
    if answer.problem.code not in _IN_THE_RUN or waiting.action_id in run.sent_again:
        return False
    run.sent_again.add(waiting.action_id)
    return is_sound_here(waiting)


def is_sound_here(waiting: Waiting) -> bool:
    """Whether record and content are as they were sealed."""
    content = None
    if waiting.salt is not None and waiting.content is not None:
        content = Content(waiting.action_id, waiting.salt, msgspec.Raw(waiting.content))
    try:
        action = msgspec.json.decode(waiting.record, type=Action)
    except msgspec.DecodeError:
        return False
    return bool(action.content_hash) == (content is not None) and is_sound(action, content)
