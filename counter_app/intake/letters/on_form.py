"""What each office said of a decided case, for the three cells of its 审核表.

Words as they were written; who and when as they are recorded. Must not judge, nor set a paper.
"""

from counter_app.basics.catalogue.acts import LETTER_AT_SERVER
from counter_app.basics.errors import CounterError
from counter_app.cases.stages import Stage, Step
from counter_app.cases.traces import OpinionTrace
from counter_app.documents.view import FormOpinion
from counter_app.intake.letters.source import Source
from counter_app.intake.review_words import OPINIONS
from counter_app.needs.timeline import read_day

_FIRST = (Step.COMMUNITY, Step.EMPLOYER)
_RESULTS = {Stage.FILED: ("准予备案", "备案"), Stage.REFUSED: ("审核不通过", "不通过")}
"""What was decided, and by which word somebody has written it again."""


def opinions_on_form(source: Source) -> tuple[FormOpinion | None, ...]:
    """Community or employer, county, city; None where an office has said nothing that holds.

    `source`: of the letter that tells the result.

    Raises:
        CounterError: LETTER_AT_SERVER where what somebody wrote is not here.
    """
    state = source.then.state
    held = {each.step: each for each in state.opinions if not each.void}
    first = next((held[step] for step in _FIRST if step in held), None)
    county, city = held.get(Step.COUNTY), None
    given = [_given(source, each) if each else None for each in (first, county)]
    if not source.has_words:
        raise CounterError(LETTER_AT_SERVER)
    decided = FormOpinion(
        _whole(*_RESULTS[state.stage], _written(source)),
        source.handled_by.staff_name,
        read_day(state.ended_on),
    )
    if state.stage is Stage.FILED:
        city = decided
    else:
        given[1] = decided
    return (*given, city)


def _given(source: Source, opinion: OpinionTrace) -> FormOpinion:
    """An employer's is a transcription: who entered it said nothing."""
    act = source.file.action(opinion.action)
    if act is None or act.action_id not in source.file.contents:
        raise CounterError(LETTER_AT_SERVER)
    text = str(source.file.words(act.action_id).get("text") or "")
    by = "" if opinion.step == Step.EMPLOYER else act.staff_name
    said = OPINIONS.get(opinion.opinion, opinion.opinion)
    return FormOpinion(_whole(said, said, text), by, read_day(opinion.on))


def _written(source: Source) -> str:
    said = source.said()
    return str(said.get("text") or said.get("facts") or "")


def _whole(said: str, word: str, text: str) -> str:
    """What was decided stands there once, whether somebody wrote it again or not."""
    text = text.strip()
    words = text if word in text else f"{said}。{text}"
    return words if not words or words[-1] in "。！？" else f"{words}。"
