"""The facts that several kinds have: their types, lengths and words. Must not hold a kind.

Facts are never personal: whom, which paper and why stand in the content.
"""

from counter_app.cases.kinds.row import Fact
from counter_app.cases.stages import Step

ID = Fact(str, 36)
NEEDED_ID = Fact(str, 36, needed=True)
HASH = Fact(str, 64)
VERSION = Fact(str, 40)
NUMBER = Fact(str, 30, needed=True)
POLICY = Fact(str, 40, owed=True)
WHOLE = Fact(bool)
DAY = Fact(str, 10)
NEEDED_DAY = Fact(str, 10, needed=True)
TIME = Fact(str, 40)
LONGEST_PERSONS = 10_000
"""Ids of 270 persons; where there are more they follow from the case's id."""
PERSONS = Fact(str, LONGEST_PERSONS)
LETTER = Fact(str, 40)
NEEDED_LETTER = Fact(str, 40, needed=True)
WORD = Fact(str, 40, needed=True)
ITEM = Fact(str, 60, needed=True)

SETTLES: dict[str, Fact] = {"settles": ID, "on": DAY, "heard": TIME, "last": Fact(bool)}
"""Of what may have been asked for in a notice or a return: which one, the legal day, the last time
of the server that the desk knew, and whether with it all of that is there (a claim: completeness is
computed anew)."""
SIGNED: dict[str, Fact] = {
    "signed_hash": HASH,
    "whole": WHOLE,
    "person": ID,
    "policy": POLICY,
    "sheet": HASH,
    "hash_rule": Fact(int, owed=True),
    **SETTLES,
}
BESIDE: dict[str, Fact] = {"whole": WHOLE, "person": ID, **SETTLES}
PAPER: dict[str, Fact] = {
    "paper": Fact(str, 40, needed=True),
    "how": Fact(str, 10),
    "receipt_number": Fact(str, 30),
    "copy": Fact(str, 10),
    "layout": Fact(str, 60),
    "wording": VERSION,
    "person": ID,
    "letter": LETTER,
    "of": Fact(str, 500),
    "docx": HASH,
}
"""Of a printing. `of`: the letters of a 送达回证; `docx`: of the same paper as .docx."""
DECIDED: dict[str, Fact] = {
    "seen": Fact(str, 36, needed=True),
    "content": NEEDED_ID,
    "on": NEEDED_DAY,
    "heard": TIME,
    "expires": TIME,
}
"""Of every decision: the last decision and the content that its author had seen, the legal day,
the last time of the server that the desk knew, and until when the server may take it."""


def one_of(*words: str) -> Fact:
    """A fact that is one of these words."""
    return Fact(str, max(map(len, words)), needed=True, words=frozenset(words))


WAYS = one_of(
    "in_hand", "refused_left", "electronic", "mail", "through_proxy", "public_notice"
)  # fmt: skip
"""How a letter is delivered (民事诉讼法 87–95 参照)."""
CATEGORIES = frozenset(
    {"new_from_supplement", "expired_meanwhile", "department_differs", "our_omission"}
)
"""Why there may be a second notice; `our_omission` never stops the clock."""
CATEGORY = Fact(str, 30, words=CATEGORIES)
BASES = one_of("ordinary", "supplement", "deemed")
DECLINES = one_of(
    "other_matter",
    "not_our_region",
    "condition_on_its_face",
    "consent_refused",
    "supplement_lapsed",
    "duplicate",
    "barred",
    "false_statement",
)
"""The closed list of 不予受理; each has its clause in policy."""
ENDINGS = one_of(
    "death",
    "incapacity_without_guardian",
    "supplement_lapsed",
    "deferral_lapsed",
    "merged",
    "taken_in_error",
    "moved_away",
    "applicant_unreachable",
)
"""Why a case simply ends: 终止办理."""
STEPS = one_of(*Step)
FIRST_STEPS = frozenset(step for step in Step if step.is_first)
