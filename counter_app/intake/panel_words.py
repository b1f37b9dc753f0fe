"""What is said beside every page of an applicant: what is to be done, findings, counts."""

from collections.abc import Iterable
from itertools import groupby

from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.review import Review, Trouble
from counter_app.intake.said import Tone
from counter_app.intake.spec_of import find_spec
from counter_app.intake.steps import Part, info_of
from counter_app.rules.eligibility import Finding

_SINGLE_LINES = 2
_LACKING = {Part.MATERIALS: "没收", Part.SIGN: "没签"}
"""What is said of papers, which are not filled in."""
_ORDER = ("fail", "review", "pass")


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """不符, then 待核, then 通过; within each the order of the rules."""
    return sorted(findings, key=lambda each: _ORDER.index(each.outcome))


def counted(troubles: Iterable[Trouble]) -> str:
    """改 2 处，填 3 处 — or that nothing is left."""
    troubles = tuple(troubles)
    wrong = sum(each.wrong for each in troubles)
    said = [f"改 {wrong} 处"] if wrong else []
    if len(troubles) > wrong:
        said.append(f"填 {len(troubles) - wrong} 处")
    return "，".join(said) or "都已填好"


def drawer_counts(opened: OpenDraft) -> tuple[tuple[Tone, str], ...]:
    """The panel in three counts; a count of nothing is left out."""
    troubles = opened.troubles()
    findings = opened.review.assessment.findings
    papers = sum(each.part is Part.MATERIALS for each in troubles)
    failed = sum(each.outcome == "fail" for each in findings)
    doubtful = sum(each.outcome == "review" for each in findings)
    wrong = any(each.wrong for each in troubles)
    counts = (
        (Tone.WRONG if wrong else Tone.MISSING, "要处理", len(troubles)),
        (Tone.FAIL, "不符", failed),
        (Tone.REVIEW, "待核", doubtful),
        (Tone.MISSING, "材料缺", papers),
    )
    shown = [(tone, f"{name} {count}") for tone, name, count in counts if count]
    return tuple(shown[:3])


def gathered(troubles: Iterable[Trouble]) -> list[Trouble]:
    """The list as it is shown: several neighbours of a part that are not filled are one line."""
    shown: list[Trouble] = []
    for (_, wrong), group in groupby(troubles, key=lambda each: (each.part, each.wrong)):
        several = list(group)
        if wrong or len(several) <= _SINGLE_LINES:
            shown += several
            continue
        first = several[0]
        places = {_place(each) for each in several}
        detail = f"{len(places)} {info_of(first.part).unit}{_LACKING.get(first.part, '未填')}"
        more = "等" if len(places) > 1 else ""
        shown.append(Trouble(first.key, first.part, f"{_title(first)}{more}", detail, False))
    return shown


def _place(trouble: Trouble) -> str:
    """What is counted: of the assets a category, however many of its fields are not filled."""
    if trouble.part is Part.ASSETS:
        return ".".join(trouble.key.split(".")[:2])
    return f"{trouble.key} {trouble.title}"


def _title(trouble: Trouble) -> str:
    spec = find_spec(_place(trouble)) if trouble.part is Part.ASSETS else None
    return spec.name if spec else trouble.title


def findings_said(findings: Iterable[Finding]) -> tuple[str, str]:
    """Words beside the heading, and their tone."""
    outcomes = [str(each.outcome) for each in findings]
    if failed := outcomes.count("fail"):
        return f"{failed} 项不符，仍可收件", "err"
    if doubtful := outcomes.count("review"):
        return f"{doubtful} 项待核，不影响收件", "review"
    return ("", "second") if outcomes else ("随填写出现", "quiet")


def material_counts(review: Review) -> list[tuple[str, str]]:
    """Kinds that are shared, kinds of own paper of at most three, papers that lack."""
    needs = review.assessment.materials
    shared = {need.material for need in needs if need.source == "shared"}
    own = {need.material for need in needs if need.source == "own"}
    lacking = sum(need.status in ("missing", "paper_needed") for need in needs)
    return [("共享", str(len(shared))), ("自备", f"{len(own)}/3"), ("缺", str(lacking))]


def short_clause(clause: str) -> str:
    """The clause as there is room for it: the long name of the measures in two letters."""
    clause = clause.replace("《甘肃省公共租赁住房管理办法》", "《办法》").replace(" 受理条件", "")
    return clause.replace(" 承诺书", "").replace("附件", "附件 ")


def first_clause(clause: str) -> str:
    """The clause where there is room for one beside a title: of several the first and 等."""
    whole = short_clause(clause.partition("；")[0].partition("（")[0]).removeprefix("《办法》")
    first, several, _ = whole.partition("、")
    return f"{first}等" if several else first
