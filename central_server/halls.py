"""What an enrolment string carries of a hall, from policy, and what its windows are called."""

from datetime import date

from counter_app.basics.catalogue.server import REGION_UNKNOWN
from counter_app.basics.errors import CounterError
from counter_app.rules.halls import hall_of
from counter_app.rules.policy import Policy
from counter_app.wire.enrolment import DESK_LETTER, EnrolledHall


def hall_for_string(policy: Policy, region: str, on: date) -> EnrolledHall:
    """The hall of a region; CounterError REGION_UNKNOWN for one that policy does not know."""
    try:
        hall = hall_of(policy, region, on)
    except KeyError as error:
        raise CounterError(REGION_UNKNOWN) from error
    telephones = tuple(filter(None, (hall.phone, *hall.complaint_phones)))
    return EnrolledHall(
        name=hall.name, bureau=hall.bureau, address=hall.address, telephones=telephones
    )


def default_label(window: str) -> str:
    """What a window or a desk is called where the administrator gave no name."""
    if window.startswith(DESK_LETTER):
        return f"{int(window[1:])} 号审核台"
    return f"{int(window)} 号窗口"
