"""What becomes of an accepted case in review: filed, refused, returned and mended, and others.

A refusal goes by key at its desks, the others by the commands' acts; what is handed over at the
window goes by key. Must not judge.
"""

from counter_app.demo.case_walk import open_by_number
from counter_app.demo.department_answers import Undeclared
from counter_app.demo.fates import send
from counter_app.demo.hands import StuckError
from counter_app.demo.refusal_walk import refused_by_key
from counter_app.demo.review import accepts, completes, letter, waiting
from counter_app.demo.scene import DemoCase, Scene
from counter_app.demo.seat import Hand
from counter_app.demo.twins import Twin, document_of
from counter_app.desk.receive import receive

DEGREE, INCOME = "education.degree", "taxation.income"
_TAXATION = "taxation"


def filed(scene: Scene, case: DemoCase) -> None:
    """What desks have filed: the result is printed and delivered at the window."""
    told = scene.house.bench.county.told(case.number)
    send(scene)
    walk = open_by_number(scene, case)
    given = walk.print_letters()[0]
    walk.do("deliver")
    scene.picture(case.stem, "filed")
    walk.close()
    scene.page(case, "page-filed")
    compared = told["compared"]
    scene.log.say(
        f"{case.number}：{compared['agrees']} 项相符、{compared['differs']} 项不一致，"
        f"社区、县区、市级意见，备案，已送达 {given.number}"
    )


def refused(scene: Scene, twin: Twin, *undeclared: Undeclared) -> None:
    """Announced, heard, decided by two persons, by keyboard; told."""
    _, case = _accepted(scene, twin, *undeclared)
    announced, result = refused_by_key(scene, case)
    _seen(scene, case, f"核验查明名下住房，{announced} 告知、听取陈述，不通过 {result}")


def returned(scene: Scene, twin: Twin) -> None:
    """For all remarks at once; mended, signed anew, looked at again and filed."""
    window, case = _accepted(scene, twin)
    bench, number = scene.house.bench, case.number
    bench.first_opinion(number)
    told = bench.returns(number)
    _hand(scene, case, told)
    send(scene)
    scene.page(case, "page-returned")
    mends(window, number)
    bench.again_to_filed(number)
    _hand(scene, case, letter(window.told(number), "result_notice"))
    _seen(scene, case, f"退回补正 {told}，更正后重新审核，备案")


def taken_back(scene: Scene, twin: Twin) -> None:
    """A consent is withdrawn while a department is still to be asked: its question never leaves.

    The first opinion is the employer's sealed paper.
    """
    departments, bench = scene.house.departments, scene.house.bench
    departments.set_down({INCOME: True})
    window, case = _accepted(scene, twin, step="employer")
    number = case.number
    bench.community.until(number, lambda told: set(waiting(told)) <= {_TAXATION}, "其他部门答复")
    before = len(departments.asked())
    window.do(number, "withdraw-consent", person="applicant", items="all")
    departments.set_down({INCOME: False})
    bench.employer_agrees(number)
    bench.waive(number, (_TAXATION,))
    bench.county_agrees(number)
    bench.files(number)
    since = departments.asked()[before:]
    if any(each["case_number"] == number for each in since):
        raise StuckError(f"{number}：撤回授权以后还查询了部门")
    _hand(scene, case, letter(window.told(number), "result_notice"))
    _seen(scene, case, "工作单位意见，途中撤回授权，税务不再查询，县区写明不等，备案")


def waived(scene: Scene, twin: Twin) -> None:
    """A department is down until after the opinion, and its answer comes after the end."""
    departments, bench = scene.house.departments, scene.house.bench
    departments.set_down({INCOME: True})
    window, case = _accepted(scene, twin)
    number = case.number
    bench.first_opinion(number)
    bench.community.until(number, lambda told: set(waiting(told)) == {_TAXATION}, "其他部门答复")
    bench.waive(number, (_TAXATION,))
    bench.county_agrees(number)
    bench.files(number)
    departments.set_down({INCOME: False})
    late = {"area": "620700", "system": "演示", "as_of": scene.house.today.isoformat()}
    answer = {"item": INCOME, "person": "applicant", "outcome": "none", "coverage": late}
    window.do(number, "enter-answer", **answer, channel="letter")
    told = window.told(number)
    if told["stage"] != "filed" or "late" not in told["flags"]:
        raise StuckError(f"{number}：办结后的答复没有另列")
    _hand(scene, case, letter(told, "result_notice"))
    _seen(scene, case, "税务不通，县区写明不等，备案；其后来的答复另列，不改结论")


def mends(window: Hand, number: str) -> None:
    """What the return remarked is changed and signed anew."""
    said = {"field": "applicant.employer", "value": "张掖市滨河建筑有限公司", "reason": "退回更正"}
    window.do(number, "revise", **said)
    completes(window, number)


def _accepted(
    scene: Scene, twin: Twin, *undeclared: Undeclared, step: str = ""
) -> tuple[Hand, DemoCase]:
    """Received and accepted at the other window, its letter delivered."""
    window, document = scene.house.windows[0], document_of(twin)
    scene.house.know(document, *undeclared)
    received = receive(window.seat.counter.desk, document, window.clerk)
    window.seat.sync()
    case = scene.add(twin.stem, received.number, received.receipt_url)
    _hand(scene, case, accepts(window, case.number, scene.house.street, step))
    return window, case


def _hand(scene: Scene, case: DemoCase, letter_number: str) -> None:
    """Set, kept and delivered at the other window."""
    scene.keep(case, scene.house.windows[0].hands_out(case.number, letter_number))


def _seen(scene: Scene, case: DemoCase, words: str) -> None:
    """What this window, and the applicant, see of it."""
    send(scene)
    walk = open_by_number(scene, case)
    scene.picture(case.stem, "ended")
    walk.close()
    scene.page(case)
    scene.log.say(f"{case.number}：{words}")
