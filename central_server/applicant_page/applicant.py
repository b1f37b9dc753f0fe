"""Whether somebody is the applicant of a case, by name and the end of the ID number.

Names are compared as they are looked for: width, blanks, dots and rare forms make no other name.
Must not count tries.
"""

from collections.abc import Mapping

from counter_app.basics.names import fold
from counter_app.basics.rare_forms import alike
from counter_app.basics.text import as_read, narrow
from counter_app.forms import matter

_FOUR = 4


def can_be_asked(content: Mapping[str, object]) -> bool:
    """Whether the form has what somebody can be known by."""
    applicant, *_ = matter.concerns(content)
    return bool(fold(applicant.name)) and len(applicant.id_number) > _FOUR


def is_applicant(content: Mapping[str, object], name: str, last_four: str) -> bool:
    """Whether both answers are those of the form."""
    applicant, *_ = matter.concerns(content)
    typed = narrow("".join(as_read(last_four).split())).upper()
    spelt = {fold(each) for each in alike(as_read(name))}
    is_right = fold(applicant.name) in spelt and typed == applicant.id_number[-_FOUR:].upper()
    return is_right and can_be_asked(content)
