"""A sheet for those who work here: no letter, kept by nobody, its foot names what stands on it.

Must not know what is told on it.
"""

from collections.abc import Iterable
from datetime import datetime

from counter_app.documents.foot import digest_of
from counter_app.documents.letters.sheet import Block, Foot, Sheet
from counter_app.documents.letters.to_json import sheet_json
from counter_app.documents.view import Copy
from counter_app.documents.wording import Wording


def in_house_data(
    copy: Copy,
    blocks: Iterable[Block],
    *,
    title: str,
    bureau: str,
    number: tuple[str, str],
    owner: str,
    end: str,
    form: str,
    code: str,
    trial: bool,
) -> dict[str, object]:
    """Everything that `letter.typ` sets.

    `form` names the sheet in its foot; `code` is how its revision begins, behind which comes the
    beginning of a digest of all that stands above.
    """
    told = tuple(blocks)

    def sheet(foot: Foot) -> dict[str, object]:
        return sheet_json(
            Sheet(
                title=title,
                bureau=bureau,
                number=number,
                official="",
                addressee=(),
                again=f"{title}（续）",
                owner=owner,
                narrow=True,
                blocks=told,
                scan=None,
                seal=None,
                delivery=None,
                copies=end,
                foot=foot,
                across=Wording({}).over(copy, trial=trial) or "",
                note="",
            )
        )

    whole = f"{code}{digest_of(sheet(Foot((), '', '')))[:8].upper()}"
    return sheet(Foot((form,), whole, whole))


def printed_at(moment: datetime | None) -> str:
    """When it was made, in words; nothing of what is not made yet."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
