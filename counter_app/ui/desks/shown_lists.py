"""The lists of a desk as they stand at its left, or in one drop-down: counts, signs, keys.

Must not ask for a list.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from counter_app.cases.rights import ROLE_WORDS
from counter_app.forms.housing_application import Region
from counter_app.ui.desks.desk_lists import DeskList
from counter_app.ui.shell.frame.way import LeftColumn, Stand
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.drop_down import DropList

_WEEKDAYS = "一二三四五六日"
_DIGITS = "123456789"
_ITEM, _LOW_ITEM, _MANY = 40, 36, 11


class ShownLists:
    """Both ways of showing them; `counts` as far as the server has told them."""

    def __init__(self, lists: Sequence[DeskList], left: LeftColumn, drop: DropList) -> None:
        self.lists = tuple(lists)
        self.counts: Mapping[str, int] = {}
        self._left, self._drop = left, drop
        drop.addItems([each.words for each in lists])
        for each in lists:
            own = "" if each.key else self._key(each).removeprefix("Ctrl+")
            item = left.add(own or " ", each.words)
            item.setFixedHeight(_LOW_ITEM if len(lists) >= _MANY else _ITEM)

    def with_keys(self) -> Iterator[tuple[str, DeskList]]:
        """Each list that has a key, with it."""
        return ((key, each) for each in self.lists if (key := self._key(each)))

    def show(self, seat: Seat, here: DeskList | None) -> None:
        """All of them; `here` is the one that is open, none while found cases are shown."""
        self._left.about(ROLE_WORDS[seat.person.role], _place_and_day(seat))
        for at, (each, item) in enumerate(zip(self.lists, self._left.items, strict=True)):
            count = self.counts.get(each.name)
            told = "" if count is None else f"{count:,}"
            told = "  ".join(filter(None, (told, each.key)))
            item.show_stand(Stand(each.glyph if count else None, told), current=each is here)
            item.setVisible(self._is_shown(each, here))
            self._drop.setItemText(at, f"{each.words}    {told}".rstrip())
        self._drop.setCurrentIndex(self.lists.index(here) if here else -1)

    def _key(self, listed: DeskList) -> str:
        """Its own, or its place among those that have none."""
        if listed.key:
            return listed.key
        place = [each for each in self.lists if not each.key].index(listed)
        return f"Ctrl+{_DIGITS[place]}" if place < len(_DIGITS) else ""

    def _is_shown(self, listed: DeskList, here: DeskList | None) -> bool:
        """What the server does not count it does not have; what is rare is there when it is."""
        if listed is here:
            return True
        if not self.counts:
            return not listed.rare
        return listed.name in self.counts and bool(self.counts[listed.name] or not listed.rare)


def _place_and_day(seat: Seat) -> str:
    code, day = seat.station.region, seat.station.today()
    place = Region(code).label if code in set(Region) else seat.station.hall
    return "，".join(filter(None, (place, _day_words(day))))


def _day_words(day: date) -> str:
    return f"{day.month} 月 {day.day} 日 星期{_WEEKDAYS[day.weekday()]}"
