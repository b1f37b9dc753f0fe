"""The words of one letter: sentences of policy with the letter's facts in them, as lines to set."""

from datetime import date
from string import Formatter

from counter_app.documents import form_words
from counter_app.documents.glyphs import drawable
from counter_app.documents.letters.view import HandedPaper, LetterView
from counter_app.documents.pieces import Line, Option, Strong, line_of
from counter_app.documents.wording import Wording
from counter_app.forms.display import day
from counter_app.rules.letter_kinds import Letter

COMMON = "common"


def title_of(letter: Letter) -> str:
    """What a kind of letter is called, as shipped: the name of it in lists."""
    return Wording({}, "letters").text(str(letter), "title")


class Words:
    """Looks up the sentences of a letter's kind, and of all letters, for one view."""

    def __init__(self, section: str, view: LetterView) -> None:
        self._wording = Wording(view.wording, "letters")
        self.section = section
        self.view = view

    def text(self, name: str, /, section: str = "", **facts: object) -> str:
        """One sentence with its braces filled."""
        return self._wording.text(section or self.section, name, **facts)

    def find(self, name: str) -> str:
        """The sentence of the letter's kind; nothing where neither policy nor program has it."""
        try:
            return self._wording.text(self.section, name)
        except KeyError:
            return ""

    def texts(self, name: str, section: str = "") -> tuple[str, ...]:
        """Several words."""
        return self._wording.texts(section or self.section, name)

    def number(self, name: str, section: str) -> int:
        """A whole number of policy."""
        return self._wording.number(section, name)

    def common(self, name: str, /, **facts: object) -> str:
        """A sentence of all letters."""
        return self.text(name, section=COMMON, **facts)

    def line(self, name: str, /, section: str = "", strong: str = "", **facts: object) -> Line:
        """A sentence as a line; the fact that `strong` names is not to be overlooked."""
        template = self.text(name, section=section)
        if not strong:
            return line(template.format(**facts) if facts else template)
        pieces: list[Line] = []
        for literal, key, *_ in Formatter().parse(template):
            pieces.append(line(literal))
            if key == strong:
                pieces.append((Strong(str(facts[key])),))
            elif key is not None:
                pieces.append(line(str(facts[key])))
        return tuple(piece for part in pieces for piece in part)

    @property
    def title(self) -> str:
        """What the letter is called."""
        return self.text("title")

    @property
    def bureau(self) -> str:
        """Who issues it."""
        return self.view.bureau or self.view.hall.bureau or self.common("bureau_plain")

    @property
    def case(self) -> str:
        """The case's number."""
        return self.view.case_number or self.common("not_numbered")

    def basis(self, name: str = "") -> str:
        """The clauses on which the letter rests."""
        return self.text(name or self.section, section="basis")

    def ways(self, among: tuple[str, ...]) -> tuple[Option, ...]:
        """Boxes for these ways of delivery; ticked is only one that is known."""
        taken = self.view.way
        return tuple(Option(way == taken, self.text(way, section="ways")) for way in among)

    def matter(self) -> str:
        """What is applied for, by whom."""
        kind, size = self.view.applicant_type, self.view.household_size
        if kind and size:
            return self.common("matter", type=kind, size=size)
        return self.common("matter_type", type=kind) if kind else self.common("matter_plain")

    def due(self, value: date, provisional: bool) -> str:
        """A day that was reckoned, marked where the calendar is not published."""
        return day(value) + (self.common("provisional") if provisional else "")


def line(text: str) -> Line:
    """A text as pieces to set."""
    return line_of(text, drawable, form_words.GLYPH_REMARK)


def minute(words: Words) -> str:
    """The minute of the act where it is known, else the letter's day."""
    at = words.view.at
    if at is None:
        return day_or_blank(words.view.dated)
    return words.common("minute", day=day(at.date()), hour=at.hour, minute=at.minute)


def accepted_on(words: Words) -> str:
    """The day of acceptance, from which the time limit runs."""
    return day_or_blank(words.view.accepted_on)


def sentence(text: str) -> str:
    """What a person wrote, ended as a sentence; nothing stays nothing."""
    written = text.strip()
    return written if not written or written[-1] in "。！？；" else f"{written}。"


def day_or_blank(value: date | None) -> str:
    """A day, or nothing."""
    return day(value) if value else ""


def numbered(*cells: str, at: int) -> tuple[Line, ...]:
    """A row that begins with its number."""
    return (line(str(at)), *map(line, cells))


def counted(value: int | None) -> str:
    """A count, or nothing where nobody counted."""
    return "" if value is None else str(value)


def totals(papers: tuple[HandedPaper, ...]) -> tuple[int, int]:
    """How many papers and pages there are."""
    return sum(each.count or 0 for each in papers), sum(each.pages or 0 for each in papers)
