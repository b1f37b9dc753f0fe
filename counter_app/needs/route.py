"""Where a case goes in review: its first step, and the step that a change takes it back to.

Policy says both; the content says of which type the applicant is and what was changed. Must not
decide what follows: the server writes it.
"""

from datetime import date

from counter_app.cases.stages import Step
from counter_app.forms import matter
from counter_app.needs.case_file import CaseFile
from counter_app.rules.policy import Policy
from counter_app.rules.review import basis_of, first_steps


def steps_open(file: CaseFile, policy: Policy, on: date) -> tuple[Step, ...]:
    """Where review of the case may begin, the usual one first."""
    details = file.declared.get("details")
    kind = details.get("applicant_type") if isinstance(details, dict) else ""
    found = first_steps(policy, file.state.stream, str(kind or ""), on)
    return tuple(Step(each) for each in found)


def first_step(file: CaseFile, policy: Policy, on: date) -> Step:
    """Where its review begins: as was chosen with the street, where the route allows that."""
    found = steps_open(file, policy, on)
    return next((each for each in found if each == file.state.route), found[0])


def step_to_reopen(file: CaseFile, policy: Policy, on: date) -> Step | None:
    """The first step whose opinion rests on what is declared otherwise now (rule 13; hole 2).

    Each opinion is held against the content that it saw, so a change that is taken back costs
    nobody anything.
    """
    opinions = [one for one in file.state.opinions if not one.void]
    for opinion in sorted(opinions, key=lambda one: not Step(one.step).is_first):
        seen = matter.split(file.words(opinion.content)).content
        if matter.differ(seen, file.declared, basis_of(policy, opinion.step, on)):
            return Step(opinion.step)
    return None
