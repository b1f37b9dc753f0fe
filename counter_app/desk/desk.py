"""What every act at the desk needs: the store, the time, and which window this is."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.basics.clock import CHINA, Clock
from counter_app.wire.enrolment import Enrolment, Hall
from local_db.identity import find_identity
from local_db.store import Store


@dataclass(frozen=True, slots=True)
class WindowIdentity:
    """The window as papers and screens show it."""

    code: str
    """County and window code, `620702-03`."""
    label: str
    hall: Hall
    region: str
    county: str
    public_address: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The open counter, without anything of the screen."""

    store: Store
    clock: Clock

    def window(self) -> WindowIdentity | None:
        """Which window this is, or None before it was enrolled."""
        with self.store.reading() as connection:
            identity = find_identity(connection)
        return window_of(identity.enrolment) if identity else None

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
    )
