"""What desks and windows do to an accepted case until it is filed, refused or returned and mended.

By the acts that `counter-app do` knows, each by its own person. Must not know a screen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from counter_app.cases.stages import Step
from counter_app.demo.hands import PATIENCE_SECONDS, StuckError
from counter_app.demo.seat import Hand
from counter_app.forms.consents import Department
from counter_app.intake.case_told import Told

_WAITING = ("waiting", "unreachable")
_FAILS = "fail"
_TAKEN = "以登记机构的记录为准"


@dataclass(frozen=True)
class Bench:
    """Who reviews, each at a desk."""

    community: Hand
    county: Hand
    lead: Hand
    municipal: Hand
    patience: float = PATIENCE_SECONDS
    """Seconds that departments may take."""

    def to_filed(self, number: str) -> None:
        """Community, county, city."""
        self.first_opinion(number)
        self.county_agrees(number)
        self.files(number)

    def first_opinion(self, number: str) -> None:
        """The community's."""
        self.community.claim(number)
        self.community.do(number, "opinion", opinion="agree", text="走访属实，同意上报")

    def county_agrees(self, number: str) -> None:
        """Once departments have answered and what differs was decided."""
        self.at_county(number)
        self.decide(number)
        self.county.do(number, "opinion", opinion="agree", text="核验相符，符合条件")

    def at_county(self, number: str) -> Told:
        """Claimed, and answered by all that are waited for."""
        self.county.claim(number)
        return self.county.until(number, _is_answered, "部门答复", self.patience)

    def decide(self, number: str, decision: str = "take_verified") -> None:
        """Each difference in one of four ways."""
        for each in self.county.told(number)["differences"]:
            self.county.do(
                number,
                "decide-difference",
                difference=each["difference"],
                decision=decision,
                reason=_TAKEN,
            )

    def files(self, number: str) -> None:
        """备案."""
        self.municipal.claim(number)
        self.municipal.do(number, "opinion", opinion="file", text="同意备案")

    def waive(self, number: str, departments: Iterable[str]) -> None:
        """What no department will answer is not waited for."""
        self.county.claim(number)
        for each in departments:
            reason = "接口不通，改看书面材料"
            self.county.do(number, "waive", department=each, reason=reason)

    def refuses(self, number: str, deliver: Callable[[str], None]) -> tuple[str, str]:
        """Announced and heard, proposed by one and approved by another; gives both letters.

        `deliver`: has the announcement delivered, before anybody is heard.
        """
        self.first_opinion(number)
        self.at_county(number)
        self.decide(number)
        taken = self.county.told(number)["findings"]["taken"]
        clauses = [rule for rule, outcome in taken.items() if outcome == _FAILS]
        if not clauses:
            raise StuckError(f"{number}：采信以后没有不符合的条件")
        grounds = "名下另有住房，人均面积超过标准"
        self.county.do(number, "announce-refusal", clauses=clauses, facts=grounds)
        announced = letter(self.county.told(number), "refusal_announcement")
        deliver(announced)
        self.county.do(number, "hear", words="申请人说明住房由亲属居住，未提交证据")
        self.county.do(number, "refuse", clauses=clauses, facts=grounds)
        self.approves(number)
        return announced, letter(self.county.told(number), "result_notice")

    def approves(self, number: str) -> None:
        """The second person."""
        self.lead.seat.sync()
        self.lead.do(number, "approve")

    def returns(self, number: str) -> str:
        """For all remarks at once; gives the letter."""
        self.at_county(number)
        remark = {"field": "applicant.employer", "words": "工作单位名称与合同不一致，请核对更正"}
        self.county.do(number, "return", remarks=[remark])
        return letter(self.county.told(number), "review_return_notice")

    def again_to_filed(self, number: str) -> None:
        """From whatever step a change has sent it back to."""
        if self.community.told(number)["step"] == Step.COMMUNITY:
            self.first_opinion(number)
        self.county_agrees(number)
        self.files(number)

    def employer_agrees(self, number: str) -> None:
        """The employer's sealed paper, entered at the county."""
        self.county.claim(number)
        self.county.do(number, "opinion", opinion="agree", text="情况属实，同意申请（单位盖章）")


def accepts(window: Hand, number: str, street: str, step: str = "") -> str:
    """Signed, consented, brought, with its street; gives the letter of acceptance.

    `step`: who gives the first opinion, where it is not the community.
    """
    completes(window, number)
    window.do(number, "set-street", street=street, **({"step": step} if step else {}))
    window.do(number, "accept")
    return letter(window.told(number), "acceptance_notice")


def completes(window: Hand, number: str) -> None:
    """Everything that lacks, each by its act."""
    for _ in range(_MOST_PIECES):
        lacks = [each for each in window.told(number)["owed"] if each.get("field") != "street"]
        if not lacks:
            return
        act, keys = _piece(lacks[0])
        window.do(number, act, **keys)
    raise StuckError(f"{number}：材料收不齐")


def _piece(lack: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    if "material" in lack:
        return "take-material", {"material": lack["material"], "person": lack["person"] or ""}
    if lack.get("field") == "commitment":
        return "sign", {}
    said = {"person": lack["person"], "granted": True, "items": "all", "signed_by": "本人"}
    return "consent", said


def letter(told: Told, paper: str) -> str:
    """The number of the last of a kind; raises StuckError where there is none."""
    found = [each["number"] for each in told["letters"] if each["paper"] == paper]
    if not found:
        raise StuckError(f"{told['number']}：没有 {paper}")
    return str(found[-1])


def waiting(told: Told) -> Iterator[str]:
    """The departments that have not answered."""
    for each in told["departments"]:
        if each["state"] in _WAITING and not each["waived"]:
            yield str(Department(each["department"]))


def _is_answered(told: Told) -> bool:
    return not any(waiting(told))


_MOST_PIECES = 40
