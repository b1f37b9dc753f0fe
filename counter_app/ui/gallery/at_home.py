"""今日 on a stage, empty or with a case of every type: where screens of cases are opened from.

Must not open one.
"""

from counter_app.background.lanes import Changed
from counter_app.desk.receive import receive
from counter_app.desk.search import CaseRow, Filter
from counter_app.forms.housing_application import ApplicantType
from counter_app.ui.gallery.samples import LONG
from counter_app.ui.gallery.stage import Stage, shipped_sample
from counter_app.ui.today.today import TodayPlace


def today(stage: Stage) -> TodayPlace:
    """今日 with the list of the day, nothing sought."""
    place = stage.home()
    assert isinstance(place, TodayPlace)
    place.choose(Filter.TODAY)
    place.clear()
    stage.settle()
    return place


def with_cases(stage: Stage) -> TodayPlace:
    """今日 with a case of every type, and one of names without end."""
    place = today(stage)
    work = stage.work
    for document in (*map(shipped_sample, ApplicantType), LONG):
        receive(work.counter.desk, document, work.clerk)
    work.background.changed.emit(Changed(cases=True))
    place.clear()
    return place


def first_case(home: TodayPlace, stage: Stage) -> CaseRow:
    """The case that the list shows first, once it has come from the store."""
    stage.until(lambda: home.list.model.cases)
    return home.list.model.cases[0]
