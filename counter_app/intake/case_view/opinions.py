"""What a desk may say of a case at its step: the choices, the act behind each, who may not.

Must not judge what lacks: that was told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from counter_app.cases.case_state import CaseState
from counter_app.cases.stages import Step
from counter_app.cases.ways import ASKED_BACK
from counter_app.intake.case_told import Told

_UNTIED: Mapping[str, Mapping[str, str]] = {}
_DEEDS = {
    "received": "收件",
    "accepted": "受理",
    "first": "初审",
    "county": "复审",
    "approved": "批准",
    "municipal": "备案",
}
_OWN: Mapping[str, str] = {
    Step.COMMUNITY: "first",
    Step.COUNTY: "county",
    Step.MUNICIPAL: "municipal",
}
HEADINGS: Mapping[str, str] = {
    Step.COMMUNITY: "初审意见",
    Step.EMPLOYER: "单位意见",
    Step.COUNTY: "复审意见",
    Step.MUNICIPAL: "备案意见",
}


class Choice(StrEnum):
    """One of three; the text is kept for each."""

    AGREE = "agree"
    RETURN = "return"
    AGAINST = "against"


KEYS = {Choice.AGREE: "Alt+T", Choice.RETURN: "Alt+B", Choice.AGAINST: "Alt+N"}


@dataclass(frozen=True, slots=True)
class Way:
    """One choice as it stands at this step."""

    choice: Choice
    title: str
    act: str
    lacks: tuple[str, ...] = ()
    names_clauses: bool = False
    """Whether it says by which conditions."""
    has_letter: bool = False
    """Whether a letter goes out with it, which is to be seen before."""


def ways(told: Told) -> tuple[Way, ...]:
    """The choices at the step, in their order; none where the person decides nothing here."""
    may = {each["act"]: tuple(each["lacking"]) for each in told["may"]}
    step = told["step"]
    if step == Step.MUNICIPAL:
        back = () if told["proposals"] else (Way(Choice.RETURN, "退回县区", "send-back"),)
        wanted = (Way(Choice.AGREE, "备案", "file"), *back) if "file" in may else ()
    elif step == Step.COUNTY:
        wanted = (
            Way(Choice.AGREE, "同意", "opinion"),
            Way(Choice.RETURN, "退回补正", "return", has_letter=True),
            _against(may),
        )
    elif step in (Step.COMMUNITY, Step.EMPLOYER):
        wanted = (
            Way(Choice.AGREE, "同意", "opinion"),
            Way(Choice.RETURN, "退回补正", "return", has_letter=True),
            Way(Choice.AGAINST, "不同意", "opinion"),
        )
    else:
        return ()
    return tuple(
        Way(one.choice, one.title, one.act, may[one.act], one.names_clauses, one.has_letter)
        for one in wanted
        if one.act in may
    )


def _against(may: Mapping[str, Sequence[str]]) -> Way:
    """A county that does not agree refuses: announced first, where that is still owed."""
    announces = "announce-refusal" in may and bool(may.get("refuse", ("",)))
    if announces:
        title, act = "拟不通过，告知申辩", "announce-refusal"
    else:
        title, act = "审核不通过", "refuse"
    return Way(Choice.AGAINST, title, act, names_clauses=True, has_letter=True)


def why_not(state: CaseState, step: str | None, staff_id: str) -> str:
    """Why this person may not decide at this step whatever the case says; empty: they may.

    Whoever took a case in, accepted it or decided at another step does not review it.
    """
    own = _OWN.get(step or "")
    if own is None:
        return ""
    did = [deed for deed, who in state.deeds.items() if who == staff_id and deed != own]
    if not did:
        return ""
    named = "、".join(_DEEDS.get(each, each) for each in did)
    return f"这一件的{named}是您办的，审核要由别人来；可以看，可以交给同事"


def asked_back(told: Told, text: str, ties: Mapping[str, Mapping[str, str]]) -> int:
    """How many decided differences go out with a return beside what is written in it."""
    written = {tied(line.strip(), ties).get("difference") for line in text.splitlines()}
    return sum(
        str(each.get("decision")) in ASKED_BACK and each["difference"] not in written
        for each in told.get("differences", ())
    )


def tied(line: str, ties: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """What a line is about, by how it begins; nothing where that was written over."""
    return next((keys for begins, keys in ties.items() if line.startswith(begins)), {})


def keys_of(
    way: Way, text: str, clauses: Sequence[str], ties: Mapping[str, Mapping[str, str]] = _UNTIED
) -> dict[str, object]:
    """What was said, as the act's own keys.

    `ties`: how a line of a return begins, and the field, paper or difference that it is about.
    """
    if way.act == "opinion":
        return {"opinion": "agree" if way.choice is Choice.AGREE else "disagree", "text": text}
    if way.act == "return":
        lines = (line.strip() for line in text.splitlines())
        return {"remarks": [_remark(line, ties) for line in lines if line]}
    if way.act == "send-back":
        return {"words": text}
    if way.act == "file":
        return {"text": text}
    return {"clauses": list(clauses), "facts": text}


def _remark(line: str, ties: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What it is about stands on the letter by itself, under the whole name."""
    keys = tied(line, ties)
    begins = next((each for each in ties if line.startswith(each)), "")
    return {**keys, "words": line.removeprefix(begins).strip() or line}
