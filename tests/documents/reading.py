"""Reads papers back as a stranger would: poppler for text, boxes and pixels, zbar for codes."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

MM = 25.4 / 72


@dataclass(frozen=True)
class Word:
    """A word with its box in millimetres from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def _run(*command: str, given: bytes = b"") -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def text(pdf: bytes, *options: str) -> str:
    """The text layer in the order in which it was set."""
    return _run("pdftotext", "-raw", *options, "-", "-", given=pdf).decode()


def bare(found: str) -> str:
    """Text without any white, to look for what may be broken into lines."""
    return re.sub(r"\s+", "", found)


_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>|<page '
)


def words(pdf: bytes) -> list[Word]:
    """Every word with its box."""
    import html

    page, found = 0, []
    for match in _WORD.finditer(text(pdf, "-bbox")):
        if match.group(1) is None:
            page += 1
            continue
        box = [float(match.group(n)) * MM for n in range(1, 5)]
        found.append(Word(page, *box, html.unescape(match.group(5))))
    return found


def pages(pdf: bytes) -> int:
    """How many pages there are."""
    found = re.search(r"Pages:\s+(\d+)", _run("pdfinfo", "-", given=pdf).decode())
    assert found is not None
    return int(found.group(1))


def fonts(pdf: bytes) -> list[list[str]]:
    """Rows of pdffonts: name, …, emb, sub, uni."""
    lines = _run("pdffonts", "-", given=pdf).decode().splitlines()[2:]
    return [line.split() for line in lines]


@dataclass(frozen=True)
class Picture:
    """A page in grey, row by row."""

    width: int
    height: int
    grey: bytes

    def ink(self, left: int, top: int, right: int, bottom: int) -> int:
        """How many dark pixels stand in a rectangle."""
        return sum(
            1
            for y in range(max(0, top), min(self.height, bottom))
            for value in self.grey[y * self.width + left : y * self.width + right]
            if value < 128
        )


def picture(pdf: bytes, page: int, dpi: int) -> Picture:
    """One page as pixels."""
    made = _run(
        "pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-", given=pdf
    )
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", made)
    assert head is not None
    return Picture(int(head.group(1)), int(head.group(2)), made[head.end() :])


def codes(pdf: bytes, page: int, dpi: int) -> set[str]:
    """What the QR codes of a page say."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "page")
        numbers = ("-f", str(page), "-l", str(page), "-r", str(dpi))
        _run("pdftoppm", "-png", *numbers, "-", str(root), given=pdf)
        files = [str(file) for file in Path(folder).glob("*.png")]
        return set(_run("zbarimg", "--raw", "-q", *files).decode().split("\n")) - {""}
