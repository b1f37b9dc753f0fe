"""The lines of the usual panel: a trouble that leads to its field, a finding with its clause."""

from counter_app.intake.panel_words import first_clause, short_clause
from counter_app.intake.review import Trouble
from counter_app.intake.steps import info_of
from counter_app.rules.eligibility import NAMES, Finding
from counter_app.ui.shell.frame.panel_lines import Line
from counter_app.ui.widgets.glyphs import Glyph, glyph_token

_DETAIL_AT = 70
_SIGNS = {"pass": Glyph.DONE, "review": Glyph.REVIEW, "fail": Glyph.FAIL}


def trouble_line(trouble: Trouble) -> Line:
    """A line that leads to what is to be done."""
    return Line(
        trouble.title,
        trouble.detail,
        info_of(trouble.part).short,
        Glyph.WRONG if trouble.wrong else Glyph.MISSING,
        target=trouble.key,
    )


def finding_line(finding: Finding) -> Line:
    """A passed finding in one line, any other with its clause beneath."""
    sign = _SIGNS[finding.outcome]
    title = NAMES[finding.rule]
    if finding.outcome == "pass":
        return Line(
            title, finding.message, first_clause(finding.clause), sign, detail_at=_DETAIL_AT
        )
    return Line(
        title,
        finding.message,
        glyph=sign,
        second=short_clause(finding.clause),
        tone=glyph_token(sign),
        detail_at=_DETAIL_AT,
    )
