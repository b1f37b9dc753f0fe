"""One application through the eight parts, by keyboard, with a picture of each."""

from collections import Counter
from collections.abc import Callable, Mapping

from counter_app.asking.fields import fields_of
from counter_app.demo.hands import ALT, CONTROL, Key, StuckError, press, settle, until, write
from counter_app.demo.typist import fill
from counter_app.forms.assets import Assets
from counter_app.forms.consents import Material
from counter_app.forms.drafts.draft import MEMBERS, Draft
from counter_app.forms.drafts.from_document import from_document
from counter_app.forms.household import Relation
from counter_app.forms.housing_application import ApplicantType
from counter_app.forms.pinyin import usual
from counter_app.intake.answers import household
from counter_app.intake.papers.tray_item import PrintState
from counter_app.intake.steps import Part
from counter_app.ui.at_counter import AtCounter
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.papers.print import PrintPlace

_OWED = ("missing", "paper_needed")
_ORDER = tuple(Material)
_MEMBER = ("name", "relation", "id_number", "employer", "monthly_income")


class Walk:
    """The clerk with one applicant. `picture` is told when a part is worth a picture."""

    def __init__(
        self, work: AtCounter, document: Mapping[str, object], picture: Callable[[str], None]
    ) -> None:
        self._work, self._picture = work, picture
        self._wanted: Draft = from_document(document)
        self._materials = document.get("materials")

    def go(self) -> ReceivedPlace:
        """All parts; gives the page of the received case. Raises StuckError."""
        after = isinstance(self._work.window.place(), ReceivedPlace)
        press(Key.Key_Return if after else Key.Key_F3)
        for part, act in (
            (Part.APPLICANT, self._form),
            (Part.TYPE, self._type),
            (Part.HOUSEHOLD, self._household),
            (Part.ASSETS, self._assets),
            (Part.MATERIALS, self._papers),
            (Part.CONSENT, self._consent),
        ):
            self._reach(part)
            act()
            self._check(part)
        self._reach(Part.SIGN)
        self._print()
        self._sign()
        return self._receive()

    # -- parts --------------------------------------------------------------------------------

    def _form(self) -> None:
        place = self._place()
        part = place.part
        fill(self._wanted.values, lambda: place.part is part)

    def _type(self) -> None:
        kinds = [value for value, _ in ApplicantType.options()]
        press(Key(Key.Key_1 + kinds.index(self._wanted.text("details.applicant_type"))))
        self._form()

    def _household(self) -> None:
        press(Key.Key_Insert)
        for member in self._wanted.rows.get(MEMBERS, ()):
            for field in _MEMBER:
                text = self._wanted.text(f"{MEMBERS}.{member}.{field}")
                if field == "relation":
                    for letter in usual(Relation(text).label):
                        press(Key(ord(letter.upper())))
                else:
                    write(text)
                press(Key.Key_Return)
        press(Key.Key_Return)

    def _assets(self) -> None:
        place = self._place()
        page = place.page()
        for spec in fields_of(Assets):
            rows = self._wanted.rows.get(f"assets.{spec.key}.items", ())
            if not rows:
                press(Key.Key_0)
                continue
            for row in rows:
                press(Key.Key_Plus)
                self._item(spec.key, row, page.main_words)
            press(Key.Key_Return)
        if place.part is Part.ASSETS:
            press(Key.Key_Return)

    def _item(self, category: str, row: str, words: Callable[[], tuple[str, str]]) -> None:
        mine = self._place().session.draft.rows[f"assets.{category}.items"][-1]
        before = f"assets.{category}.items.{row}."
        values = {
            key.replace(row, mine): value
            for key, value in self._wanted.values.items()
            if key.startswith(before)
        }
        fill(values, lambda: words()[1] != "Enter")

    def _papers(self) -> None:
        """Every own paper is handed in: to its line, Space a person."""
        place = self._place()
        needs = place.session.review.assessment.materials
        owed = Counter(need.material for need in needs if need.status in _OWED)
        for material, count in sorted(owed.items(), key=lambda each: _ORDER.index(each[0])):
            press(Key.Key_Home)
            for _ in range(_ORDER.index(material)):
                press(Key.Key_Down)
            for _ in range(count):
                press(Key.Key_Space)
        place.session.catch_up()
        self._leave(Part.MATERIALS)

    def _consent(self) -> None:
        """Both questions a person, the second where it is put."""
        place = self._place()
        for at in range(len(place.session.draft.people())):
            press(Key.Key_1)
            if not household(place.session, place.seat.station.today())[at].complete:
                press(Key.Key_3)
        self._leave(Part.CONSENT)

    def _print(self) -> None:
        place = self._place()
        press(Key.Key_F8)
        until(lambda: isinstance(place.shown(), PrintPlace), "打印页")
        screen = place.shown()
        assert isinstance(screen, PrintPlace)
        until(lambda: screen.preview.count() > 0, "签字稿排好")
        until(lambda: all(item.pages for item in screen.tray.items), "授权书排好")
        self._picture("print")
        press(Key.Key_F8)
        until(lambda: len(screen.tray.waiting()) == len(screen.tray.items), "签字稿印出")
        press(Key.Key_Y, ALT)
        done = PrintState.CONFIRMED
        until(lambda: all(item.state is done for item in screen.tray.items), "记下已打印")
        press(Key.Key_Escape)

    def _sign(self) -> None:
        place = self._place()
        self._reach(Part.SIGN)
        page = place.page()
        assert isinstance(page, SignPage)
        until(page.table.hasFocus, "核对签字")
        for _ in range(page.table.cells.rowCount()):
            press(Key.Key_Space)
        place.session.catch_up()
        settle()
        self._check(Part.SIGN)
        self._picture("sign")

    def _receive(self) -> ReceivedPlace:
        window = self._work.window
        press(Key.Key_F9)
        until(lambda: isinstance(window.place(), ReceivedPlace), "收件")
        page = window.place()
        assert isinstance(page, ReceivedPlace)
        until(lambda: page.tray is not None and page.tray.waiting(), "收件回执印出")
        until(lambda: page.preview.count() > 0, "收件回执排好")
        self._picture("receipt-asked")
        press(Key.Key_Y, ALT)
        until(lambda: page.tray is not None and not page.tray.waiting(), "记下回执已打印")
        return page

    # -- inside -------------------------------------------------------------------------------

    def _place(self) -> ApplicantPlace:
        place = self._work.window.place()
        if not isinstance(place, ApplicantPlace):
            raise StuckError("打开的不是申请人")
        return place

    def _reach(self, part: Part) -> None:
        """The clerk is there, or goes there by key."""
        place = self._place()
        settle()
        if place.part is not part:
            press(_PART_KEYS[part], CONTROL)
        if place.part is not part:
            raise StuckError(f"到不了“{part}”")

    def _leave(self, part: Part) -> None:
        place = self._place()
        if place.part is part:
            press(Key.Key_Return, CONTROL)

    def _check(self, part: Part) -> None:
        """Nothing of the part is wrong or missing; its picture is taken."""
        place = self._place()
        place.session.catch_up()
        left = [each for each in place.session.troubles() if each.part is part]
        if left:
            told = "；".join(f"{each.title}{each.detail}" for each in left)
            raise StuckError(f"这一部分还没好：{told}")
        if part is not Part.SIGN:
            now = place.part
            press(_PART_KEYS[part], CONTROL)
            self._picture(str(part))
            if now is not part:
                press(_PART_KEYS[now], CONTROL)


_PART_KEYS: dict[Part, Key] = {
    part: Key(Key.Key_1 + at) for at, part in enumerate(Part) if part is not Part.RECEIVE
}
