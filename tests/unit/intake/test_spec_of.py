"""What a declaration says of itself on a page: beneath its field and over all of them."""

from typing import Annotated

import pytest

from counter_app.asking.ask import Ask, when
from counter_app.asking.base import Form
from counter_app.asking.fields import field_of, fields_of
from counter_app.asking.kinds import Phone, Text
from counter_app.forms import assets, household
from counter_app.forms.applicant_types.shared import SocialInsurance
from counter_app.intake.spec_of import hint_over, usual_hint


class _Block(Form):
    other: Annotated[Phone | None, Ask("紧急联系电话")] = None
    helped: Annotated[Phone | None, Ask("其他电话", help="没有可不填")] = None
    kind: Annotated[Text | None, Ask("类别", default="usual")] = None
    at_times: Annotated[Text | None, Ask("原因", required_when=when("kind", "x"))] = None
    phone: Annotated[Phone, Ask("联系电话")]


def test_a_field_that_may_stay_empty_says_so_beneath() -> None:
    said = {spec.key: usual_hint(spec) for spec in fields_of(_Block)}
    assert said == {
        "other": "可不填", "helped": "没有可不填", "kind": "", "at_times": "", "phone": "",
    }  # fmt: skip
    assert usual_hint(None) == ""


def test_a_page_asks_for_everything_only_where_nothing_may_stay_empty() -> None:
    every = hint_over(("applicant.name", "wide", "applicant.id_kind", "applicant.birth_date"))
    assert every == "每一项都要填，没有的写“无”"
    assert hint_over(("applicant.name", "details.social_insurance.to_month")).startswith(
        "除“可不填”"
    )


_BLOCKS = (
    household.Applicant, household.Member, SocialInsurance, assets.Business, assets.Pension,
)  # fmt: skip


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: block.__name__)
def test_the_help_of_what_may_stay_empty_says_so(block: type[Form]) -> None:
    helps = [spec.help for spec in fields_of(block) if spec.optional and spec.help]
    assert [said for said in helps if "空着" not in said and "可不填" not in said] == []


def test_what_is_needed_at_times_is_not_optional() -> None:
    assert not field_of(_Block, "at_times").optional
    assert not field_of(_Block, "kind").optional
