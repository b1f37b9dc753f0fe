"""The foot of every paper: form and policy version, revision code, its small QR."""

import hashlib
import json
from collections.abc import Mapping

from counter_app.documents.estimate import ems
from counter_app.documents.glyphs import drawable
from counter_app.documents.qr import code_of
from counter_app.documents.view import Copy, PaperView
from counter_app.documents.wording import Wording

_SAMPLE_CODE = "SAMPLE"
_OWNER = 7
"""Ems of a name."""
_LABEL = 44


def revision_code(view: PaperView) -> str:
    """Case, revision and short hash: K7Q2M3-R02-7F3A91C2; at most 20 characters of a QR's own.

    The hash is that of what is signed, so that a form is known as stale when it is scanned.
    """
    return part_code(view.short_code, f"R{view.revision:02d}", view.content_hash)


def part_code(short_code: str, part: str, digest: str) -> str:
    """The code of any paper: whose it is, which it is, and what stands on it."""
    return f"{short_code or _SAMPLE_CODE}-{part}-{digest[:8].upper() or '0' * 8}"


def digest_of(data: Mapping[str, object]) -> str:
    """What stands on a paper as hex: papers that say the same have the same."""
    said = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def foot_texts(
    view: PaperView, copy: Copy, form_version: str, own_code: str = "", form: str = ""
) -> tuple[list[str], list[str], str]:
    """Left, right and what the small QR says; `own_code` takes the place of the revision's."""
    wording = Wording(view.wording)
    left = [f"{form or wording.text('foot', 'form')} {form_version}"]
    if view.policy:
        left.append(f"{wording.text('foot', 'policy')} {_cut(view.policy)}")
    if copy is Copy.BLANK:
        return left, [wording.text("foot", "blank")], form_version
    if own_code:
        return left, [own_code], own_code
    code = revision_code(view)
    return left, [wording.text("foot", "revision", n=view.revision), code], code


def foot_of(
    view: PaperView,
    copy: Copy,
    form_version: str,
    own_code: str = "",
    form: str = "",
    owner: str = "",
) -> dict[str, object]:
    """What the layouts' `foot` sets; `owner` is named from the second page on."""
    left, right, code = foot_texts(view, copy, form_version, own_code, form)
    return foot_parts(left, right, code, owner)


def foot_parts(left: list[str], right: list[str], code: str, owner: str) -> dict[str, object]:
    """The same of parts that the caller has worded."""
    return {"left": left, "right": right, "qr": code_of(code), "owner": short_name(owner, _OWNER)}


def _cut(label: str) -> str:
    """A policy label that leaves room in the margin; its hash at the end always stays."""
    if len(label) <= _LABEL:
        return label
    half = _LABEL // 2
    return f"{label[:half]}…{label[-half:]}"


def short_name(name: str, room: float) -> str:
    """A name that takes no more than so many ems, in letters that can be drawn."""
    cut = "".join(letter if drawable(letter) else "〓" for letter in name)
    while ems(cut) > room:
        cut = cut.removesuffix("…")[:-1] + "…"
    return cut
