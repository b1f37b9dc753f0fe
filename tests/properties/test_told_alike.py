"""Whatever was lawfully done to a case: page, lists, case and letters tell one day and one place.

Cases are made by acts at random days, each kept only where it may follow what was done before.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from central_server.applicant_page.lookup import Arrived, Receipt
from central_server.applicant_page.pages import page_for
from central_server.applicant_page.view import StatusPage
from counter_app.cases.actions import Kind, Role, Scalar
from counter_app.cases.case_state import CaseState
from counter_app.cases.following import Asker, why_not
from counter_app.cases.kinds import KINDS
from counter_app.cases.stages import Stage, Step
from counter_app.documents.letters.view import LetterView
from counter_app.intake.case_told import Teller
from counter_app.intake.letters.letter_of import letter_of
from counter_app.intake.letters.source import LetterPlace, Source
from counter_app.intake.letters.which import Letters, Wanted
from counter_app.intake.work_lists import CaseStanding
from counter_app.needs.case_file import CaseFile
from counter_app.needs.timeline import deemed_on, read_day
from counter_app.rules.letter_kinds import Letter
from counter_app.rules.policy import load_policy
from tests.unit.cases.acts import act
from tests.unit.needs.files import Story, form
from tests.unit.server.test_time_limits import _DEVICE as DEVICE

POLICY = load_policy()
BEGUN = date(2026, 11, 24)
_CODES = {
    Kind.NOTICE_GIVEN: "B", Kind.ACCEPTED: "S", Kind.DECLINED: "N", Kind.RETURNED: "X",
    Kind.EXTENDED: "E", Kind.CLOCK_STOPPED: "K", Kind.REFUSAL_ANNOUNCED: "P",
    Kind.REFUSED: "V", Kind.FILED: "V", Kind.ENDED: "Z",
}  # fmt: skip
_DONE: tuple[tuple[str, str, str, Asker, dict[str, Scalar]], ...] = (
    (Kind.NOTICE_GIVEN, Role.CLERK, "clerk", Asker.RECEIVER, {"items": 2}),
    (Kind.MATERIAL_TAKEN, Role.CLERK, "clerk", Asker.RECEIVER, {}),
    (Kind.DELIVERED, Role.CLERK, "clerk", Asker.RECEIVER, {"way": "in_hand"}),
    (Kind.STREET_SET, Role.CLERK, "clerk", Asker.RECEIVER, {"street": "620702001"}),
    (Kind.ACCEPTED, Role.CLERK, "clerk", Asker.RECEIVER, {"basis": "ordinary"}),
    (Kind.ACCEPTED, Role.COUNTY, "county", Asker.CONCERNED, {"basis": "deemed"}),
    (Kind.REVIEW_OPENED, Role.SYSTEM, "", Asker.SERVER, {"step": "community"}),
    (Kind.OPINION_GIVEN, Role.COMMUNITY, "first", Asker.CONCERNED, {"opinion": "disagree"}),
    (Kind.OPINION_GIVEN, Role.COUNTY, "county", Asker.CONCERNED, {"opinion": "agree"}),
    (Kind.RETURNED, Role.COMMUNITY, "first", Asker.CONCERNED, {"items": 3}),
    (Kind.RETURNED, Role.COUNTY, "county", Asker.CONCERNED, {"items": 1}),
    (Kind.EXTENDED, Role.COUNTY, "county", Asker.CONCERNED, {"days": 5}),
    (Kind.CLOCK_STOPPED, Role.COUNTY, "county", Asker.CONCERNED, {"reason": "visit"}),
    (Kind.CLOCK_RESUMED, Role.COUNTY, "county", Asker.CONCERNED, {}),
    (Kind.REFUSAL_ANNOUNCED, Role.COUNTY, "county", Asker.CONCERNED, {"clauses": "housing"}),
    (Kind.REFUSED, Role.COUNTY, "county", Asker.CONCERNED, {"clauses": "housing"}),
    (Kind.SENT_BACK, Role.MUNICIPAL, "city", Asker.CONCERNED, {}),
    (Kind.FILED, Role.MUNICIPAL, "city", Asker.CONCERNED, {}),
    (Kind.WITHDRAWN, Role.CLERK, "clerk", Asker.RECEIVER, {}),
    (Kind.ENDED, Role.COUNTY, "county", Asker.CONCERNED, {"reason": "moved_away"}),
    (Kind.DECLINED, Role.CLERK, "clerk", Asker.RECEIVER, {"reason": "barred"}),
)
"""What may be done: kind, as whom, by whom, seen from where, facts."""
_ENDS = frozenset({Kind.WITHDRAWN, Kind.ENDED, Kind.DECLINED, Kind.REFUSED, Kind.FILED})
_WAY = [n for n, row in enumerate(_DONE) if row[0] not in _ENDS]
_DEEDS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(_WAY), st.sampled_from(_WAY), st.integers(0, len(_DONE) - 1)),
        st.integers(0, 9),
    ),
    max_size=14,
)
_REVIEW = (3, 4, 6)
_BEFORE = st.sampled_from(((), (0, 2, 1), _REVIEW, (*_REVIEW, 7), (*_REVIEW, 7, 8)))
"""Where it begins: at the receipt, after a supplement, in review at each step."""
_AFTER = st.integers(0, 40)


class Made:
    """A case as it is made, act by act, on days that only go on."""

    def __init__(self) -> None:
        self.story = Story(form()).signs()
        self.day = BEGUN

    @property
    def state(self) -> CaseState:
        return self.story.file.state

    def tries(self, row: int, later: int) -> None:
        """Do it, where it may follow; of what takes two what was approved."""
        kind, role, by, asker, facts = _DONE[row]
        day, state = self.day + timedelta(days=later), self.state
        named = {"on": day.isoformat(), **facts, **self._named(kind, day)}
        made = act(state, kind, role, by, **named)
        made = msgspec.structs.replace(
            made,
            action_id=f"{kind} {len(self.story.actions)}",
            case_id=state.case_id,
            at=f"{day.isoformat()}T10:00:00.000+08:00",
        )
        lapse = deemed_on(state, POLICY, day)
        code = why_not(state, made, asker, deemed=lapse is not None)
        if code in (None, "needs_second"):
            self.day = day
            self.story.actions.append(made)
            if kind == Kind.RETURNED:
                said = {"remarks": [{"field": "details.residence_address", "words": "x"}]}
                self.story.contents[made.action_id] = json.dumps(said).encode()

    def _named(self, kind: str, day: date) -> Mapping[str, Scalar]:
        """What an act says that depends on the case."""
        state = self.state
        if kind == Kind.DELIVERED:
            open_ = [each.number for each in state.letters if not each.delivered]
            return {"letter": open_[-1] if open_ else "none"}
        if kind == Kind.MATERIAL_TAKEN:
            notice = state.returned or (state.notices[-1].action if state.notices else "")
            return {"settles": notice, "last": True} if notice else {}
        found: dict[str, Scalar] = {}
        if kind in _CODES:
            count = len(state.letters) + 1
            found["letter"] = f"{state.number}-{_CODES[Kind(kind)]}{count}"
        if kind == Kind.NOTICE_GIVEN:
            found["until"] = (day + timedelta(days=15)).isoformat()
        if kind == Kind.ACCEPTED:
            found["day"] = (
                lapse.since if (lapse := deemed_on(state, POLICY, day)) else day
            ).isoformat()
        if "step" in KINDS[kind].facts and kind != Kind.STREET_SET and state.step:
            found["step"] = str(state.step)
        return found


def page_of(file: CaseFile, today: date) -> StatusPage:
    state = file.state
    returned = file.action(state.returned)
    asked = returned.facts.get("items") if returned else 0
    came = file.actions[0].at
    arrived = Arrived(
        state,
        "620702",
        True,
        came,
        dict(file.contents),
        asked=asked if isinstance(asked, int) else 0,
    )
    return page_for(Receipt(DEVICE, arrived), POLICY, today, POLICY)


def view(file: CaseFile, today: date, kind: Letter, number: str) -> LetterView:
    which = Letters(file, POLICY, today).find(Wanted(str(kind), (number,)))
    return letter_of(Source(file, which, LetterPlace(POLICY, POLICY, "620702")))


def place_in_words(told: Mapping[str, object]) -> str:
    """What the page's heading has to be, by what the case's view says."""
    stage, step, flags = told["stage"], told["step"], told["flags"]
    assert isinstance(flags, list)
    if stage == Stage.IN_REVIEW:
        if "stopped" in flags:
            return "暂停计时"
        return {
            Step.COMMUNITY: "街道社区审核中",
            Step.COUNTY: "县区审核中",
            Step.MUNICIPAL: "市级审核中",
        }[Step(str(step))]
    if told["deemed"]:
        return "视为受理"
    return {
        Stage.RECEIVED: "已收件",
        Stage.SUPPLEMENT: "请补正材料",
        Stage.ACCEPTED: "已受理",
        Stage.FILED: "已备案，进入轮候",
        Stage.WITHDRAWN: "申请已撤回",
    }.get(Stage(str(stage)), "已有结果，请看告知书")


def said(day: date) -> str:
    return f"{day.month} 月 {day.day} 日前"


@settings(deadline=None, max_examples=60)
@given(before=_BEFORE, deeds=_DEEDS, after=_AFTER)
def test_one_day_and_one_place_are_told_everywhere(
    before: tuple[int, ...], deeds: list[tuple[int, int]], after: int
) -> None:
    made = Made()
    for row, later in (*((row, 0) for row in before), *deeds):
        made.tries(row, later)
    file = CaseFile(list(made.story.actions), dict(made.story.contents))
    today = made.day + timedelta(days=after)
    told = Teller(file, POLICY, today).told()
    page = page_of(file, today)
    due, state = told["due_on"], file.state
    assert (due or "") == CaseStanding(state, POLICY, today).due
    heading = "".join(page.heading)
    complete = heading == "补正已收齐"
    assert complete or heading == place_in_words(told), told
    until = page.clock.until if page.clock else ""
    if heading == "请补正材料":
        notice = read_day(state.notices[-1].until)
        assert notice
        assert until.startswith(said(notice))
        told_of = state.letters_known[state.notices[-1].letter].delivered
        assert due is None or not told_of, "once it is told it is the applicant's turn"
        owed = view(file, today, Letter.CORRECTION, state.notices[-1].letter)
        assert owed.until == notice
    elif due:
        assert until.startswith(said(date.fromisoformat(due)))
    else:
        assert not until
    _letters_say_it_too(file, today, page)


def _letters_say_it_too(file: CaseFile, today: date, page: StatusPage) -> None:
    state = file.state
    if state.returned:
        letter = next(e for e in reversed(state.letters) if e.paper == Letter.REVIEW_RETURN)
        until = view(file, today, Letter.REVIEW_RETURN, letter.number).until
        assert until
        assert page.owed
        assert said(until) in page.owed.title
    for letter in state.letters:
        if letter.paper not in (Letter.EXTENSION, Letter.ACCEPTANCE):
            continue
        at = next(n for n, e in enumerate(file.actions) if e.facts.get("letter") == letter.number)
        then = CaseFile(file.actions[: at + 1], file.contents)
        clock = view(file, today, Letter(letter.paper), letter.number).clock
        on = read_day(letter.day)
        assert on
        due = CaseStanding(then.state, POLICY, on).due
        assert (clock.due_on.isoformat() if clock else "") == due
