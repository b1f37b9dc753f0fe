"""Single values of the store, by name. Must not know what they mean to each other."""

from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from local_db.statements import driver_text, run
from local_db.tables import notes


class Note(StrEnum):
    """The names there are."""

    INCARNATION = "incarnation"
    NUMBERS_UNKNOWN = "numbers_unknown"
    """Set in a restored store until the server has said how far the numbers went."""
    ENROLMENT = "enrolment"
    """The enrolment string itself."""
    FORMER = "former"
    """What this counter was under earlier strings, a JSON list of `wire.FormerDevice`."""
    SECRET = "secret"
    SECRET_AT = "secret_at"
    """Since when the secret holds."""
    NEXT_SECRET = "next_secret"
    """Kept before it is sent; it takes the place of the secret when the server has it."""
    FORMER_SECRET = "former_secret"
    """The one before the secret: a server that was restored may know no other."""
    SEAL = "seal"
    """The server's seal of this enrolment, where the string had none."""
    NEXT_ANCHOR = "next_anchor"
    """A certificate in base64 that the handshake trusts beside that of the enrolment."""
    STANDING = "standing"
    """What the server said of this counter that a person must settle: words, blank-separated."""
    CONTACTED = "contacted"
    """The server has accepted the secret."""
    EPOCH = "epoch"
    CURSOR = "cursor"
    FETCHED = "fetched"
    """What was fetched up to the cursor, a JSON object of stream → `wire.holding`."""
    FETCHED_AGAIN = "fetched_again"
    """Something was missing at the end of a fetch, and everything is being fetched again."""
    FETCH_SHORT = "fetch_short"
    """How many actions were missing still after that."""
    ORDERED_TO = "ordered_to"
    """The position up to which the server was asked for the order of what has none."""
    HAND_BACK = "hand_back"
    """The position up to which a restored server has got back what it lost; while that lasts."""
    ACKNOWLEDGED = "acknowledged"
    """Highest sequence of this incarnation that the server has said to have."""
    REBUILT_BY = "rebuilt_by"
    """The program that has gone through all states, and the version of state that it knew."""
    REBUILT_TO = "rebuilt_to"
    """The case up to which the present program has got."""
    INDEX_RULE = "index_rule"
    """The folding of names by which every case of the store is found (`matter.INDEX_RULE`)."""
    INDEXED_TO = "indexed_to"
    """The case up to which a newer folding has got."""
    SERVER_CLOCK = "server_clock"
    """The server's time as it last said it, a blank, and this computer's at that moment."""
    CLOCK_VOUCHED = "clock_vouched"
    """When a person last said that the computer's time is right."""
    POLICY = "policy"
    """Version of the rules that the server last said to be in force, once its text is here."""
    WORDING = "wording"
    """The same of the wording."""
    SERVER_PROGRAM = "server_program"
    """The version of the server's program, as its last head said."""
    PEOPLE = "people"
    """Who signs in at the server, as its last head said: `staff`, or `trial` for good."""
    SEATED = "seated"
    """Who sits here while the window begins anew, behind the hash of a word."""
    NUMBERS_HEARD = "numbers_heard"
    """The device for which the server has once said how far its window's numbers go."""
    NUMBERS_DOUBTED = "numbers_doubted"
    """A number of this window that the server names and that lies too far above all known."""
    MISSING_NUMBERS = "missing_numbers"
    """Numbers that were given here and whose cases the store has lost; see `missing_numbers`."""
    NUMBERS_SKIPPED = "numbers_skipped"
    """After a loss whose size nobody knows: up to where numbers were passed over, as on paper."""
    COUNTED = "counted"
    """Up to where the store's own chains were counted, when, and how many were lost there."""
    DAMAGED = "damaged"
    """When a record of the store could last not be read."""
    LOOKED_OVER = "looked_over"
    """When every page of the store was last looked at."""
    COPIED = "copied"
    """What was copied into the 公租房信息系统 of cases that have no number there yet, a JSON object
    of case → names of fields."""
    ACT_DRAFTS = "act_drafts"
    """What was typed of acts that are not done yet, a JSON object of case → person → act."""
    ACT_DRAFTS_OF = "act_drafts_of"
    """Of these cases the number, and when something of it was last typed: case → the two."""
    AUDIT_NOTED = "audit_noted"
    """Places of this store's audit as the server has noted them, a JSON list of `AuditHead`."""
    AUDIT_OF_SERVER = "audit_of_server"
    """Places of the server's audit as it has told them here, the same."""
    LAST_SYNC_AT = "last_sync_at"
    SERVER_STATE = "server_state"
    """`online` or `offline`, as the last attempt found it."""


_ALL = driver_text(select(notes.c.name, notes.c.value))
_NEW = insert(notes)
_SET = driver_text(
    _NEW.on_conflict_do_update(index_elements=["name"], set_={"value": _NEW.excluded.value})
)
_TAKE_AWAY = driver_text(delete(notes).where(notes.c.name == bindparam("of")))


def read_notes(connection: Connection) -> dict[str, str]:
    """All values; a handful of rows, read at one go."""
    return dict(run(connection, _ALL).fetchall())


def write_note(connection: Connection, name: Note, value: str | None) -> None:
    """Set the value; None takes it away."""
    if value is None:
        run(connection, _TAKE_AWAY, {"of": str(name)})
    else:
        run(connection, _SET, {"name": str(name), "value": value})
