"""The foot of every paper: form and policy version, revision code, its small QR."""

from counter_app.documents.glyphs import drawable
from counter_app.documents.qr import code_of
from counter_app.documents.view import Copy, PaperView
from counter_app.documents.wording import Wording

_SAMPLE_CODE = "SAMPLE"
_OWNER = 7
_LABEL = 44


def revision_code(view: PaperView, part: str = "") -> str:
    """Case, revision and short hash: K7Q2M3-R02-7F3A91C2; at most 20 characters of a QR's own."""
    case = view.short_code or _SAMPLE_CODE
    return f"{case}-{part or f'R{view.revision:02d}'}-{view.content_hash[:8].upper() or '0' * 8}"


def foot_texts(
    view: PaperView, copy: Copy, form_version: str, part: str = "", form: str = ""
) -> tuple[list[str], list[str], str]:
    """Left, right and what the small QR says; `part` takes the revision's place."""
    wording = Wording(view.wording)
    left = [f"{form or wording.text('foot', 'form')} {form_version}"]
    if view.policy:
        left.append(f"{wording.text('foot', 'policy')} {_cut(view.policy)}")
    if copy is Copy.BLANK:
        return left, [wording.text("foot", "blank")], form_version
    code = revision_code(view, part)
    right = [code] if part else [wording.text("foot", "revision", n=view.revision), code]
    return left, right, code


def foot_of(
    view: PaperView,
    copy: Copy,
    form_version: str,
    part: str = "",
    form: str = "",
    owner: str = "",
) -> dict[str, object]:
    """What the layouts' `foot` sets; `owner` is named from the second page on."""
    left, right, code = foot_texts(view, copy, form_version, part, form)
    return {"left": left, "right": right, "qr": code_of(code), "owner": _short(owner)}


def _cut(label: str) -> str:
    """A policy label that leaves room in the margin; its hash at the end always stays."""
    if len(label) <= _LABEL:
        return label
    half = _LABEL // 2
    return f"{label[:half]}…{label[-half:]}"


def _short(name: str) -> str:
    """A name that leaves room for the page number beside it."""
    cut = name if len(name) <= _OWNER else name[: _OWNER - 1] + "…"
    return "".join(letter if drawable(letter) else "〓" for letter in cut)
