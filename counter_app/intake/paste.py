"""Several members from a spreadsheet's clipboard: lines and tabs → values per field.

Pure functions. What cannot be understood is kept as it was, so that the clerk sees it.
"""

from collections.abc import Iterator

from counter_app.basics.text import narrow
from counter_app.intake.members import FIELDS

MOST_ROWS = 40
"""Of one paste; no household is larger, and a whole sheet would hold up the window."""
_HEADINGS = ("姓名", "与本人关系", "关系", "身份证号", "证件号码", "工作单位", "月收入")


def is_table(text: str) -> bool:
    """Whether a clipboard's text is more than one cell."""
    return "\t" in text or "\n" in text.strip()


def is_whole(text: str) -> bool:
    """Whether the lines are whole members, whatever cell has the keyboard: they join at the end."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    return any(_is_heading(cells) or len(cells) >= len(FIELDS) for cells in lines)


def pasted_rows(text: str, column: int = 0) -> Iterator[dict[str, str]]:
    """Field → value of each line, its first cell going to `column`; headings are left out."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cells = line.split("\t")
        if not line.strip() or _is_heading(cells):
            continue
        if len(cells) > len(FIELDS) and narrow(cells[0].strip()).isdigit():
            cells = cells[1:]
        values = zip(FIELDS[column:], cells, strict=False)
        yield {field: cell for field, cell in values if cell.strip()}


def _is_heading(cells: list[str]) -> bool:
    return any(cell.strip().partition("(")[0].partition("（")[0] in _HEADINGS for cell in cells)
