"""A case as it is told by command and by the server: persons by id and relation, names masked.

Whoever gives a reason has names and numbers too; that the reason is on the record is the caller's
affair. Must not know a store.
"""

from collections.abc import Mapping

from counter_app.documents.paper_text import text_of, value_in
from counter_app.forms.household import Member
from counter_app.intake.case_told import Teller, Told
from counter_app.intake.case_view.masking import Mask, masked_name, tail
from counter_app.needs.case_file import CaseFile

_APPLICANT = "申请人"


def told_of(teller: Teller, *, unmasked: bool = False) -> Told:
    """All that is told of the case, with its persons."""
    told, file = teller.told(), teller.file
    persons = _persons(file, unmasked=unmasked)
    if not unmasked:
        hide = Mask.of([file.declared]).text
        told["owed"] = [{**each, "what": hide(each["what"])} for each in told["owed"]]
        told["history"] = [{**each, "words": hide(each["words"])} for each in told["history"]]
        told["tasks"] = [
            {**each, "about": hide(each["about"])} if "about" in each else each
            for each in told["tasks"]
        ]
        told["opinions"] = [
            {**each, "text": hide(each["text"]) if each["text"] else None}
            for each in told["opinions"]
        ]
        told["may"] = [
            {**each, "lacking": [hide(words) for words in each["lacking"]]} for each in told["may"]
        ]
    return {**told, "persons": persons, "unmasked": unmasked}


def _persons(file: CaseFile, *, unmasked: bool) -> list[Told]:
    """The household by id; `tail`: the last four of the ID number."""
    people = file.people
    members = value_in(file.declared, "household", "members")
    blocks = [e for e in members if isinstance(e, Mapping)] if isinstance(members, list) else []
    found = []
    for at, who in enumerate(people):
        relation = _APPLICANT if at == 0 else text_of(Member, "relation", blocks[at - 1])
        shown: Told = {"person": file.state.person(at), "relation": relation}
        if unmasked:
            shown |= {"name": who.name, "id_number": who.id_number}
        else:
            shown |= {"name": masked_name(who.name), "tail": tail(who.id_number)}
        found.append(shown)
    return found
