"""A case as it is told by command and by the server: persons by id and relation, names masked.

Whoever gives a reason has names and numbers too; that the reason is on the record is the caller's
affair. Must not know a store.
"""

from collections.abc import Callable, Mapping

from counter_app.documents.paper_text import text_of, value_in
from counter_app.forms import matter
from counter_app.forms.household import Member
from counter_app.intake.case_told import Teller, Told
from counter_app.needs.case_file import CaseFile

_APPLICANT = "申请人"
_TAIL = 4


def told_of(teller: Teller, *, unmasked: bool = False) -> Told:
    """All that is told of the case, with its persons."""
    told, file = teller.told(), teller.file
    persons = _persons(file, unmasked=unmasked)
    if not unmasked:
        hide = _hiding(file)
        told["owed"] = [{**each, "what": hide(each["what"])} for each in told["owed"]]
        told["history"] = [{**each, "words": hide(each["words"])} for each in told["history"]]
        told["may"] = [
            {**each, "lacking": [hide(words) for words in each["lacking"]]} for each in told["may"]
        ]
    return {**told, "persons": persons, "unmasked": unmasked}


def _persons(file: CaseFile, *, unmasked: bool) -> list[Told]:
    """The household by id; `tail`: the last four of the ID number."""
    people = matter.concerns(file.declared)
    members = value_in(file.declared, "household", "members")
    blocks = [e for e in members if isinstance(e, Mapping)] if isinstance(members, list) else []
    found = []
    for at, who in enumerate(people):
        relation = _APPLICANT if at == 0 else text_of(Member, "relation", blocks[at - 1])
        shown: Told = {"person": file.state.person(at), "relation": relation}
        if unmasked:
            shown |= {"name": who.name, "id_number": who.id_number}
        else:
            shown |= {"name": _masked(who.name), "tail": who.id_number[-_TAIL:]}
        found.append(shown)
    return found


def _hiding(file: CaseFile) -> Callable[[str], str]:
    """Masks the names of the household in a sentence, the longest first."""
    names = {who.name for who in matter.concerns(file.declared) if len(who.name) > 1}

    def hide(text: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, _masked(name))
        return text

    return hide


def _masked(name: str) -> str:
    """`王*`, whatever its length."""
    return f"{name[:1]}*" if name else ""
