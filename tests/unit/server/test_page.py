"""The applicant's page: what it says in each state, and what it never says."""

import base64

import httpx2
import pytest

from tests.unit.server.running_server import RunningServer
from tests.unit.server.small_counter import Sealed, SmallCounter, document


def page(server: RunningServer, token: str) -> httpx2.Response:
    return httpx2.get(f"{server.address}/r/{token}", trust_env=False)


def token_of(case: Sealed) -> str:
    return case[0].text("token")


def test_a_case_that_arrived_shows_number_and_what_is_owed(
    server: RunningServer, counter: SmallCounter
) -> None:
    case = counter.receive(document(name="周玉兰"))
    counter.verdicts(case)
    shown = page(server, token_of(case))
    assert shown.status_code == 200
    assert case[0].text("number") in shown.text
    assert "周*" in shown.text
    assert "收件不等于受理" in shown.text
    assert "还有 1 份材料要交" in shown.text
    for never in ("周玉兰", "620702198803120018", "13993600000", "某街", "1800", "收入证明"):
        assert never not in shown.text


def test_a_paper_that_was_taken_is_not_owed(server: RunningServer, counter: SmallCounter) -> None:
    case = counter.receive()
    paper = counter.take(case[0], "income_proof", "620702198803120018")
    counter.verdicts(case, paper)
    assert "份材料要交" not in page(server, token_of(case)).text


def test_hardship_and_illness_are_never_told(server: RunningServer, counter: SmallCounter) -> None:
    content = document()
    content["details"] |= {
        "hardships": ["disabled"],
        "other_circumstances": ["serious_illness"],
        "illness": "尿毒症",
    }
    case = counter.receive(content)
    counter.verdicts(case)
    shown = page(server, token_of(case)).text
    assert "还有 2 份材料要交" in shown
    for never in ("残疾", "尿毒症", "疾病"):
        assert never not in shown


def test_before_it_arrives_the_receipt_is_known_as_genuine(
    server: RunningServer, counter: SmallCounter
) -> None:
    shown = page(server, token_of(counter.receive()))
    assert shown.status_code == 200
    assert "窗口已收件" in shown.text
    assert "正在送往住建部门" in shown.text


def test_forged_unknown_and_garbled_tokens_are_one(
    server: RunningServer, counter: SmallCounter
) -> None:
    genuine = token_of(counter.receive())
    raw = bytearray(base64.urlsafe_b64decode(genuine + "=="))
    raw[-1] ^= 1
    forged = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    strange = base64.urlsafe_b64encode(b"\x01" + b"\x07" * 30).decode().rstrip("=")
    answers = [page(server, text) for text in (forged, strange, "x", "a/b", genuine[:-1], "样张")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "查不到这张回执" in answers[0].text


def test_a_sample_says_that_it_is_one(server: RunningServer) -> None:
    shown = page(server, "sample")
    assert shown.status_code == 200
    assert "这是一份样张" in shown.text


def test_receipts_of_a_twice_used_string_lead_to_the_window(
    server: RunningServer, counter: SmallCounter
) -> None:
    SmallCounter(counter.string, counter.address, secret="another-counters-secret").enrol()
    assert "请到窗口询问" in page(server, token_of(counter.receive())).text


def test_a_slash_behind_the_token_is_none_of_it(
    server: RunningServer, counter: SmallCounter
) -> None:
    case = counter.receive()
    counter.verdicts(case)
    for token in (token_of(case), "sample", "x"):
        plain, slashed = page(server, token), page(server, f"{token}/")
        assert (slashed.status_code, slashed.content) == (plain.status_code, plain.content)


def test_the_bare_address_tells_a_person_what_to_scan(server: RunningServer) -> None:
    shown = httpx2.get(server.address, trust_env=False)
    assert shown.status_code == 200
    assert shown.headers["content-type"].startswith("text/html")
    assert "请扫回执上的二维码" in shown.text
    assert shown.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["sample", "x"])
def test_nothing_between_keeps_or_tells_on(server: RunningServer, token: str) -> None:
    headers = page(server, token).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def answered(
    server: RunningServer, token: str, headers: dict[str, str] | None = None, **said: str
) -> httpx2.Response:
    return httpx2.post(f"{server.address}/r/{token}", data=said, headers=headers, trust_env=False)


def test_no_log_names_a_token_or_a_person(own_server: RunningServer) -> None:
    counter = own_server.counter()
    case = counter.receive(document(name="周玉兰"))
    counter.verdicts(case)
    page(own_server, token_of(case))
    answered(own_server, token_of(case), name="周玉兰", last_four="0018")
    own_server.stop()
    log = own_server.log.read_text()
    assert token_of(case) not in log
    assert "周玉兰" not in log


def test_the_two_answers_lead_to_more_and_are_said_nowhere_again(
    server: RunningServer, counter: SmallCounter
) -> None:
    case = counter.receive(document(name="周玉兰"))
    counter.verdicts(case)
    first = page(server, token_of(case))
    assert "form-action 'self'" in first.headers["content-security-policy"]
    assert 'method="post"' in first.text
    wrong = answered(server, token_of(case), name="周玉", last_four="0018")
    assert (wrong.status_code, "还可以试 4 次" in wrong.text) == (403, True)
    more = answered(server, token_of(case), name="周玉兰", last_four="0018")
    assert more.status_code == 200
    assert "收入证明" in more.text
    for never in ("0018", "13993600000", "某街", "1800"):
        assert never not in more.text + wrong.text
    assert more.headers["cache-control"] == "no-store"
    assert "set-cookie" not in more.headers


def test_a_form_of_another_site_costs_nobody_a_try(
    server: RunningServer, counter: SmallCounter
) -> None:
    case = counter.receive()
    counter.verdicts(case)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for _ in range(6):
        said = answered(server, token_of(case), elsewhere, name="x", last_four="x")
        assert said.status_code == 403
        assert "还可以试" not in said.text
    own = {"Sec-Fetch-Site": "same-origin"}
    assert answered(server, token_of(case), own, name="周瑞", last_four="0018").status_code == 200


@pytest.mark.parametrize("token", ["sample", "x"])
def test_where_there_is_no_case_nothing_can_be_answered(server: RunningServer, token: str) -> None:
    said = answered(server, token, name="周瑞", last_four="0018")
    shown = page(server, token)
    assert (said.status_code, said.content) == (shown.status_code, shown.content)
    assert "form-action 'none'" in said.headers["content-security-policy"]


@pytest.mark.parametrize("body", [b"name=" + b"x" * 1100, b"\xff", b"a&b&c&d&e=1", b""])
def test_what_no_form_of_ours_sends_is_answered_in_words(
    server: RunningServer, counter: SmallCounter, body: bytes
) -> None:
    case = counter.receive()
    counter.verdicts(case)
    said = httpx2.post(f"{server.address}/r/{token_of(case)}", content=body, trust_env=False)
    assert said.status_code in (400, 403)
    assert said.headers["content-type"].startswith("text/html")
