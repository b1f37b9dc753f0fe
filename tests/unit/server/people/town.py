"""A server's people with a clock that tests move: real store and hashes, without a socket."""

import asyncio

from central_server.people.administration import add_staff, give_new_password, lock_staff
from central_server.people.sign_in import SignedIn, sign_in
from central_server.people.staff import StaffMember
from central_server.people.standing import Claim, Missing, missing
from central_server.server import Server
from counter_app.basics.passwords import make_verifier
from counter_app.cases.rights import HeldRole
from counter_app.wire.people import SignInRequest
from tests.conftest import SettableClock

HERE, THERE = "11" * 8, "22" * 8
"""Two devices."""
GIVEN, OWN = "gave-n0ut-pass", "自己的口令 2026"
CLERK = HeldRole("clerk", "620702")


class Town:
    """What an administrator and people do, one after the other."""

    def __init__(self, server: Server, clock: SettableClock) -> None:
        self.server = server
        self.clock = clock

    def add(self, login: str, *roles: HeldRole, name: str = "李静") -> StaffMember:
        """Somebody with the password GIVEN."""
        verifier, now = make_verifier(GIVEN), self.server.now()
        return self.server.writer.submit(
            lambda connection: add_staff(
                connection,
                login=login,
                name=name,
                verifier=verifier,
                roles=roles or (CLERK,),
                now=now,
            )
        ).result()

    def settled(self, login: str, *roles: HeldRole) -> StaffMember:
        """Somebody who has the password OWN."""
        person = self.add(login, *roles)
        self.sign_in(login, GIVEN, new=OWN)
        return person

    def sign_in(
        self, login: str, password: str = OWN, *, new: str = "", device: str = HERE
    ) -> SignedIn:
        """As the route does it."""
        asked = SignInRequest(incarnation="", login=login, password=password, new=new)
        return asyncio.run(sign_in(self.server, device, asked))

    def lock(self, login: str) -> bool:
        """As `lock-staff` does it."""
        now = self.server.now()
        work = self.server.writer.submit(lambda c: lock_staff(c, login, "", now))
        return work.result()

    def reset(self, login: str) -> None:
        """As `reset-password` does it; the password is GIVEN again."""
        verifier, now = make_verifier(GIVEN), self.server.now()
        self.server.writer.submit(lambda c: give_new_password(c, login, verifier, now)).result()

    def lacks(self, person: StaffMember, role: HeldRole = CLERK, **more: str) -> Missing | None:
        """What the person lacks for an act in this role there, HERE unless told otherwise."""
        who = {"staff_id": person.staff_id, "device": HERE}
        where = {"role": role.role, "region": role.region, "street": role.street}
        claim = Claim(**{**who, **where, **more})
        now = self.server.now()
        return self.server.writer.submit(lambda c: missing(c, claim, now)).result()
