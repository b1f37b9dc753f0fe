"""What an act still needs of a case: both ends ask it, the server anew before it takes a decision.

Acceptance needs everything that a notice would ask for, and a street; by lapse the street alone:
what is missing is returned later. Must not know the register or a clock.
"""

from datetime import date

from counter_app.cases.actions import Kind
from counter_app.needs.case_file import CaseFile
from counter_app.needs.in_review import lacking_in_review
from counter_app.needs.lacking import Lack, pieces_lacking
from counter_app.rules.policy import Policy

_NOTHING_LACKS = "材料已经齐全，没有需要补正的内容"
_STREET = "还没有选定所属街道（乡镇）"


def lacking(
    file: CaseFile, act: str, policy: Policy, on: date, *, deemed: bool = False
) -> tuple[Lack, ...]:
    """What the act needs of the content and does not find, in the order of the form.

    Of a proposal or an approval `act` is what is proposed.
    """
    if act == Kind.NOTICE_GIVEN:
        return () if pieces_lacking(file, policy, on) else (Lack("notice", "", "", _NOTHING_LACKS),)
    if act != Kind.ACCEPTED:
        return tuple(lacking_in_review(file, act, policy, on))
    street = () if file.state.street else (Lack("street", "street", "", _STREET),)
    return street if deemed else (*pieces_lacking(file, policy, on), *street)
