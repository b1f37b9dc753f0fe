"""Every screen of the program, by name: how the window of a stage is brought to show it.

Must not look at what is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from counter_app.basics.catalogue.people import OFFLINE_NOT_HERE, OFFLINE_WRONG, PASSWORD_FIRST
from counter_app.basics.errors import CounterError
from counter_app.cases.rights import ROLE_WORDS
from counter_app.cases.trial_people import TRIAL_PEOPLE
from counter_app.desk.status import ReturnedRow
from counter_app.forms.assets import Assets
from counter_app.forms.housing_application import ApplicantType
from counter_app.intake.steps import WAY, Part
from counter_app.ui.case.received import ReceivedPlace
from counter_app.ui.gallery.at_home import first_case, today, with_cases
from counter_app.ui.gallery.case_screens import CASE_SCREENS, seat_of
from counter_app.ui.gallery.desk_screens import DESK_SCREENS
from counter_app.ui.gallery.samples import EMPTY, LONG, MANY, NOW, ZHOU
from counter_app.ui.gallery.stage import Stage, a_stage, shipped_sample
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.pages.assets import AssetsPage
from counter_app.ui.intake.pages.consent import ConsentPage
from counter_app.ui.intake.pages.household import HouseholdPage
from counter_app.ui.intake.pages.sign import SignPage
from counter_app.ui.papers.print import PrintPlace
from counter_app.ui.shell.frame.place import Place
from counter_app.ui.shell.guarding import GOES_ON
from counter_app.ui.shell.lock import Locked, LockPlace
from counter_app.ui.shell.sign_in import Known, SignInPlace
from counter_app.ui.today.home_lists import CLERK
from counter_app.ui.today.today import TodayPlace

Open = Callable[[Stage], object]

_PARTS = tuple(info.part for info in WAY if info.part is not Part.RECEIVE)
_PAUSED = "打印机暂停了"


@dataclass(frozen=True, slots=True)
class Screen:
    """How a screen is opened; `enrolled`: on a counter that is a window already."""

    open: Open
    enrolled: bool = True


# -- 今日 -----------------------------------------------------------------------------------------


def _search(text: str, stage: Stage) -> None:
    place = today(stage)
    place.search.put(text)
    place.list.show(place.list.which, text)


def _waiting(stage: Stage) -> None:
    _applicant("family", ZHOU, Part.APPLICANT, stage)
    _applicant("long", LONG, Part.APPLICANT, stage)
    today(stage).to_waiting()


def _returned(stage: Stage) -> None:
    row = partial(
        ReturnedRow,
        kind="CaseReceived",
        code="",
        case_id="1",
        action_id="1",
        number="620702-2026-03-00017",
        at=NOW,
    )
    refused = row(
        name="周玉兰",
        verdict="refused",
        message="身份证号与已收办件相同",
        advice="核对后再送一次，或作废其中一件",
    )
    other = row(
        name="阿依努尔·买买提江",
        verdict="conflict",
        message="别的窗口同时改过这一件",
        advice="打开办件，逐项选定",
    )
    today(stage).side.show_returned((refused, other))


# -- an applicant ---------------------------------------------------------------------------------


def _applicant(
    name: str, document: Mapping[str, object], part: Part, stage: Stage
) -> ApplicantPlace:
    place = stage.applicant(name, document)
    place.go(part)
    return place


def _of_type(kind: ApplicantType, part: Part, stage: Stage) -> None:
    _applicant(str(kind), shipped_sample(kind), part, stage)


def _gone_through(part: Part, stage: Stage) -> None:
    """A new applicant whose page was left with nothing on it, and who is back there."""
    place = _applicant("empty", EMPTY, part, stage)
    place.session.leave_page(place.page().asked())
    place.go(part)


def _item(category: str, stage: Stage) -> None:
    page = _applicant("family", ZHOU, Part.ASSETS, stage).page()
    assert isinstance(page, AssetsPage)
    page.session.put(f"assets.{category}.none", None, whole=True)
    rows = page.session.draft.rows.get(f"assets.{category}.items") or (
        page.session.add_row(f"assets.{category}.items"),
    )
    page.show_key(f"assets.{category}.items.{rows[0]}")


def _no_id_card(stage: Stage) -> None:
    page = _applicant("family", ZHOU, Part.HOUSEHOLD, stage).page()
    assert isinstance(page, HouseholdPage)
    page.focus_first()
    page.table.ask_kind()


def _departments(stage: Stage) -> None:
    page = _applicant("family", ZHOU, Part.CONSENT, stage).page()
    assert isinstance(page, ConsentPage)
    page.focus_first()
    page.departments.begin()


def _asked(stage: Stage) -> None:
    """Signing with a question beneath it."""
    place = _applicant("family", ZHOU, Part.SIGN, stage)
    page = place.page()
    assert isinstance(page, SignPage)
    page.unsigned_question.ask("还有 5 份没签，照样收件吗")


def _drawer(stage: Stage) -> None:
    place = _applicant("family", ZHOU, Part.APPLICANT, stage)
    place.toggle_panel()


def _help(stage: Stage) -> None:
    _applicant("family", ZHOU, Part.APPLICANT, stage)
    stage.window.show_help()


# -- papers and cases -----------------------------------------------------------------------------


def _print_screen(stage: Stage) -> PrintPlace:
    place = _applicant("family", ZHOU, Part.SIGN, stage)
    place.print_wanted.emit()
    stage.until(lambda: isinstance(place.shown(), PrintPlace))
    screen = place.shown()
    assert isinstance(screen, PrintPlace)
    stage.until(lambda: all(item.pages for item in screen.tray.items))
    return screen


def _sent(why: str, stage: Stage) -> None:
    """Papers at the printer, which are asked about or held up."""
    screen = _print_screen(stage)
    stage.printer.why = why
    screen.papers.tick_only({item.key for item in screen.tray.items})
    screen.print()
    jobs = stage.work.papers.jobs
    shown = screen.printing.asked
    stage.until(lambda: jobs.held_up(screen.tray) if why else not shown.isHidden())


def _received(stage: Stage) -> None:
    for at, place in enumerate(stage.window.places):
        if isinstance(place, ReceivedPlace):
            stage.window.open_at(at)
            return
    place = _applicant("to_receive", ZHOU | {"details": {}}, Part.SIGN, stage)
    place.session.put("details.applicant_type", "introduced_talent", whole=True)
    place.session.catch_up()
    place.receive_wanted.emit()
    stage.until(lambda: isinstance(stage.window.place(), ReceivedPlace))


def _case(stage: Stage) -> None:
    home = with_cases(stage)
    case = first_case(home, stage)
    stage.work.cases.open_case(home, case.case_id)
    stage.until(lambda: isinstance(home.shown(), PrintPlace))


def _work(stage: Stage) -> None:
    """今日 of somebody who has signed in, with what is to be told."""
    home = with_cases(stage)
    work = TodayPlace(seat_of(stage), stage.work.connection, lambda _: None, lists=CLERK)
    home.cover(work)
    work.to_work("notice_due")


# -- signing in; each lies over the window as the lock does, and stands behind all others ----------


def _over(place: Place, stage: Stage) -> None:
    stage.work.window.lift_lid()
    stage.work.window.put_lid(place)


def _sign_in(stage: Stage, *, trial: bool = False) -> SignInPlace:
    here = (
        Known("620702-0317", "李静", "窗口", "今天 08:02"),
        Known("620702-0318", "阿依努尔·买买提江", "窗口、县区负责人", "11-20"),
    )
    fixed = tuple(Known(each.login, each.name, ROLE_WORDS[each.roles[0]]) for each in TRIAL_PEOPLE)
    place = SignInPlace(fixed if trial else here, trial=trial)
    place.about(stage.work.counter.desk.window(), f"{NOW:%Y-%m-%d}")
    _over(place, stage)
    return place


def _sign_in_refused(stage: Stage) -> None:
    _sign_in(stage).tell(CounterError(OFFLINE_NOT_HERE))


def _sign_in_changes(stage: Stage) -> None:
    _sign_in(stage).tell(CounterError(PASSWORD_FIRST))


def _lock(stage: Stage) -> None:
    where = ("甘州区政务大厅", "住建 3 号窗口", f"{NOW:%Y-%m-%d}")
    locked = Locked("李静", *where, "5 分钟没有操作，11:20 锁定", lines=GOES_ON)
    place = LockPlace(locked)
    _over(place, stage)
    place.tell(CounterError(OFFLINE_WRONG, number=3))


def _screens() -> Iterator[tuple[str, Screen]]:
    yield "who", Screen(lambda stage: stage.window.open_at(0), enrolled=False)
    yield "not-enrolled", Screen(today, enrolled=False)
    yield "today-empty", Screen(today)
    yield "today", Screen(with_cases)
    yield "today-nothing-found", Screen(partial(_search, "欧阳"))
    yield "today-waiting", Screen(_waiting)
    yield "today-returned", Screen(_returned)
    for kind in ApplicantType:
        for part in _PARTS:
            yield f"{kind}-{part}", Screen(partial(_of_type, kind, part))
    for part in _PARTS:
        yield f"empty-{part}", Screen(partial(_gone_through, part))
    for part in _PARTS:
        yield f"long-{part}", Screen(partial(_applicant, "long", LONG, part))
    for part in (Part.HOUSEHOLD, Part.MATERIALS, Part.CONSENT, Part.SIGN):
        yield f"many-{part}", Screen(partial(_applicant, "many", MANY, part))
    for category in Assets.model_fields:
        yield f"item-{category}", Screen(partial(_item, category))
    yield "no-id-card", Screen(_no_id_card)
    yield "departments", Screen(_departments)
    yield "asked", Screen(_asked)
    yield "drawer", Screen(_drawer)
    yield "help", Screen(_help)
    yield "print", Screen(_print_screen)
    yield "print-held-up", Screen(partial(_sent, _PAUSED))
    yield "print-asked", Screen(partial(_sent, ""))
    yield "received", Screen(_received)
    yield "case", Screen(_case)
    yield "today-work", Screen(_work)
    for name, opened in (*DESK_SCREENS.items(), *CASE_SCREENS.items()):
        yield name, Screen(opened)
    yield "sign-in", Screen(_sign_in)
    yield "sign-in-refused", Screen(_sign_in_refused)
    yield "sign-in-changes", Screen(_sign_in_changes)
    yield "sign-in-trial", Screen(partial(_sign_in, trial=True))
    yield "lock", Screen(_lock)


SCREENS = dict(_screens())
"""By the name under which each is asked for."""


def walk(names: tuple[str, ...] = tuple(SCREENS)) -> Iterator[tuple[str, Stage]]:
    """Each of these screens on a stage, as soon as it is shown; screens of one kind share one."""
    for enrolled in (False, True):
        wanted = [name for name in names if SCREENS[name].enrolled is enrolled]
        if not wanted:
            continue
        with a_stage(enrolled=enrolled) as stage:
            for name in wanted:
                SCREENS[name].open(stage)
                stage.settle()
                yield name, stage
