"""What every act at the desk needs: the store, the time, and which window this is."""

from dataclasses import dataclass, replace
from datetime import datetime

from counter_app.basics.clock import CHINA, Clock
from counter_app.cases.trial_people import TRIAL
from counter_app.wire.enrolment import EnrolledHall, Enrolment
from local_db.identity import find_identity
from local_db.store import Store


@dataclass(frozen=True, slots=True)
class WindowIdentity:
    """The window as papers and screens show it."""

    code: str
    """County and window code, `620702-03`."""
    label: str
    hall: EnrolledHall
    region: str
    county: str
    public_address: str
    trial: bool = False
    """Of a server to try: every paper says so."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open counter, without anything of the screen."""

    store: Store
    clock: Clock
    public_url: str = ""
    """Stands on receipts instead of the enrolment's address, if there is one."""

    def window(self) -> WindowIdentity | None:
        """Which window this is, or None before it was enrolled."""
        with self.store.reading() as connection:
            identity = find_identity(connection)
        if identity is None:
            return None
        return replace(
            window_of(identity.enrolment), public_address=self.public_address(identity.enrolment)
        )

    def public_address(self, enrolment: Enrolment) -> str:
        """Where applicants reach the page that receipts of this counter name."""
        return self.public_url or enrolment.public_address

    def now(self) -> datetime:
        """The present moment in China's zone."""
        return self.clock().astimezone(CHINA)


def window_of(enrolment: Enrolment) -> WindowIdentity:
    """What of an enrolment is for people to see."""
    return WindowIdentity(
        code=enrolment.window_code,
        label=enrolment.label,
        hall=enrolment.hall,
        region=enrolment.region,
        county=enrolment.county,
        public_address=enrolment.public_address,
        trial=enrolment.people == TRIAL,
    )
