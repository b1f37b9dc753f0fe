"""First contact: the enrolment string is exchanged for the device's own secret.

The secret is minted and kept here before it is sent, so a lost answer is asked again with the
same one. The second counter that uses a string is refused; what it holds stays.
"""

import secrets

import msgspec

from counter_app.basics.clock import stamp
from counter_app.basics.program import program_version
from counter_app.cases.keys import enrolment_proof
from counter_app.sync.run import Run
from counter_app.wire.messages import (
    MOST_FORMERS,
    MOST_INCARNATIONS,
    EnrolAnswer,
    EnrolRequest,
    FormerDevice,
)
from local_db.actions import own_chains
from local_db.former import former_devices
from local_db.identity import get_identity
from local_db.notes import Note, write_note


def make_contact(run: Run) -> None:
    """Let the server know this device; nothing is asked where it does already.

    Raises:
        CounterError: STRING_USED, STRING_UNKNOWN, WINDOW_REVOKED, WINDOW_SECRET_OLD, and the
            line's troubles.
    """
    if run.identity.contacted:
        return
    _keep_secret(run)
    enrolment = run.identity.enrolment
    proof = enrolment_proof(enrolment.seed)
    request = EnrolRequest(
        device=enrolment.device,
        incarnation=run.identity.incarnation,
        proof=proof,
        secret=run.identity.secret or "",
        program=program_version(),
        former=_former(run),
    )
    answer = run.ask("/enrol", msgspec.json.encode(request), EnrolAnswer, shows=proof)
    with run.store.transaction() as connection:
        write_note(connection, Note.CONTACTED, "yes")
        if not run.identity.epoch:
            write_note(connection, Note.EPOCH, answer.head.epoch)
    run.refresh()


def forget_contact(run: Run) -> None:
    """The server does not know this device any more (it was restored): introduce it again."""
    with run.store.transaction() as connection:
        write_note(connection, Note.CONTACTED, None)
    run.refresh()


def _keep_secret(run: Run) -> None:
    with run.store.transaction() as connection:
        if get_identity(connection).secret is None:
            write_note(connection, Note.SECRET, secrets.token_urlsafe(32))
            write_note(connection, Note.SECRET_AT, stamp(run.clock()))
    run.refresh()


def _former(run: Run) -> list[FormerDevice]:
    """What this counter was before, each with the chains of it that lie in this store."""
    enrolment = run.identity.enrolment
    wanted = {"", enrolment.server, *enrolment.former_servers}
    with run.store.reading() as connection:
        chains = sorted(own_chains(connection), key=lambda each: each.last_at)
        former = [each for each in former_devices(connection) if each.server in wanted]
    return [
        msgspec.structs.replace(
            each,
            incarnations=[one.incarnation for one in chains if one.device == each.device][
                -MOST_INCARNATIONS:
            ],
        )
        for each in former[-MOST_FORMERS:]
    ]
