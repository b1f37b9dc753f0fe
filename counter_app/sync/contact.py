"""First contact: the enrolment string is exchanged for the device's own secret.

The secret is minted and kept here before it is sent, so a lost answer is asked again with the
same one. The second counter that uses a string is refused; what it holds stays.
"""

import secrets

import msgspec

from counter_app.basics.program import program_version
from counter_app.cases.keys import enrolment_proof
from counter_app.sync.run import Run
from counter_app.wire.messages import EnrolAnswer, EnrolRequest, FormerDevice
from local_db.actions import own_chains
from local_db.former import former_devices
from local_db.identity import get_identity
from local_db.notes import Note, write_note


def make_contact(run: Run) -> None:
    """Let the server know this device; nothing is asked where it does already.

    Raises:
        CounterError: STRING_USED, STRING_UNKNOWN, and the line's troubles.
    """
    if run.identity.contacted:
        return
    _keep_secret(run)
    enrolment = run.identity.enrolment
    request = EnrolRequest(
        device=enrolment.device,
        incarnation=run.identity.incarnation,
        proof=enrolment_proof(enrolment.seed),
        secret=run.identity.secret or "",
        program=program_version(),
        former=_former(run),
    )
    answer = run.ask("/enrol", msgspec.json.encode(request), EnrolAnswer)
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
    run.refresh()


def _former(run: Run) -> list[FormerDevice]:
    """What this counter was before, each with the chains of it that lie in this store."""
    with run.store.reading() as connection:
        chains = own_chains(connection)
        return [
            msgspec.structs.replace(
                former,
                incarnations=[each.incarnation for each in chains if each.device == former.device],
            )
            for former in former_devices(connection)
        ]
