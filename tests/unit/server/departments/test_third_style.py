"""Interfaces that ship with nobody, written as rows of policy alone: no line of code knows them."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from central_server.departments.envelope import sign, time_of
from central_server.departments.rows import QueryState
from counter_app.basics.clock import CHINA
from counter_app.rules.department_items import style_of
from counter_app.rules.policy import load_policy
from counter_app.rules.policy_tables import SIGNERS, TIMES
from tests.databases import SQLITE
from tests.unit.server.departments.asking import ESTATE, IDENTITY, Bureau
from tests.unit.server.departments.raw_department import Line, raw_department

DATABASES = (SQLITE,)
KEY = "s3cret"
COASTAL = {
    "style": "coastal",
    "signer": "md5-hex",
    "signs": ["connection.asker", "secret", "time"],
    "time": "digits",
    "request": [
        "appKey = connection.asker",
        "requestTime = time",
        "sign = sign",
        "version = '1.0'",
        "page = 1",
        "cardNo = person.id_number",
        "name = person.name",
        "additional.powerMatters = query.matter_code",
        "additional.materialName = query.material",
        "additional.sponsorName = query.asked_by",
        "additional.projectId = query.case_number",
        "additional.fromMonth = query.from_month",
    ],
    "answer": [
        "error = code",
        "records = data",
        "person.id_number = data.0.cardNo",
        "match.number = data.0.cardMatch",
        "match.name = data.0.nameMatch",
        "coverage.area = scope",
    ],
    "echo": False,
}
"""As clients of one coast have it: MD5, a code of success, no id that comes back."""
CODES = {
    "style": "coastal",
    "errors": ["00 = ok", "01 = none", "77 = not_covered", "88 = quota_day", "99 = whatever"],
}
FIELDS = [
    {"style": "coastal", "item": IDENTITY, "fields": ["sex = gender"], "words": ["sex M = male"]},
    {"style": "coastal", "item": ESTATE, "fields": ["floor_area = mj", "location = addr"]},
]
INLAND = {
    "style": "inland",
    "signer": "hmac-sha256-hex",
    "signs": ["'POST&'", "connection.asker", "time"],
    "time": "spaced",
    "packed": ["biz_content"],
    "request": [
        "access_key = connection.asker",
        "format = 'json'",
        "timestamp = time",
        "sign = sign",
        "biz_content.xm = person.name",
        "biz_content.sfzh = person.id_number",
        "biz_content.qqbh = query.query_id",
    ],
    "answer": [
        "query_id = body.qqbh",
        "outcome = body.jg",
        "match = body.hc",
        "records = body.rows",
    ],
}


class Interface:
    """What came over the wire, and how it is answered."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []

    def __call__(self, asked: dict[str, Any], line: Line) -> None:
        self.asked.append(asked)
        said = self.said.pop(0) if self.said else {"code": "01"}
        line.body(json.dumps(said).encode())


def connected(bureau: Bureau, address: str, *styles: dict[str, Any], **tables: Any) -> None:
    """Everything goes to the interface, in the first of the styles."""
    folder = bureau.house.server.lore.key_folder
    for name in ("public_security", "natural_resources"):
        (folder / f"department-{name}.key").write_text(KEY)
    way = {"driver": "call", "address": address, "style": styles[0]["style"], "asker": "620700A1"}
    rows = [{"department": name, **way} for name in ("public_security", "natural_resources")]
    bureau.policy(connection=rows, style=list(styles), **tables)


def test_an_interface_with_a_hash_a_code_of_success_and_no_id_is_rows_alone(
    bureau: Bureau,
) -> None:
    interface = Interface()
    case = bureau.complete()
    number = bureau.applicant(case)
    same = {"cardNo": number, "cardMatch": 1, "nameMatch": 1}
    flat = {"cardNo": number, "mj": "88.5", "addr": "甘州区某街", "loan": "某行"}
    estate = {"code": "00", "scope": "620700", "data": [flat]}
    interface.said = [{"code": "00", "data": [{**same, "gender": "M"}]}, *[estate] * 9]
    with raw_department(interface) as address:
        connected(bureau, address, COASTAL, style_error=[CODES], style_field=FIELDS)
        assert bureau.accept(case) == "applied"
        bureau.ask()
    first, *others = interface.asked
    said = f"620700A1{KEY}{first['requestTime']}"
    assert first["sign"] == hashlib.md5(said.encode(), usedforsecurity=False).hexdigest()
    assert len(first["requestTime"]) == 14
    assert (first["version"], first["page"], first["cardNo"]) == ("1.0", 1, number)
    assert first["additional"]["projectId"] == bureau.house.state(case).number
    assert first["additional"]["fromMonth"] == ""
    assert KEY not in json.dumps(interface.asked)
    kept = {each["item"]: each for each in bureau.answers(case)}
    assert kept[IDENTITY]["records"] == [{"sex": "male"}]
    assert kept[ESTATE]["records"] == [{"location": "甘州区某街", "floor_area": "88.5"}]
    assert kept[ESTATE]["coverage"] == {"area": "620700"}
    assert len(others) == len(kept) - 1


def test_what_its_codes_mean_is_rows_too(bureau: Bureau) -> None:
    """Nothing found, not covered; a code that means what nobody knows is an answer of nobody's."""
    interface = Interface()
    case = bureau.complete()
    same = {"cardNo": bureau.applicant(case), "cardMatch": 1, "nameMatch": 1}
    others: list[dict[str, Any]] = [{"code": "99"}, {"code": "77"}, {"code": "01"}]
    interface.said = [{"code": "00", "data": [same]}, *others]
    with raw_department(interface) as address:
        connected(bureau, address, COASTAL, style_error=[CODES], style_field=FIELDS)
        assert bureau.accept(case) == "applied"
        bureau.ask()
    found = sorted(row.outcome for row in bureau.rows(case) if row.asked_at)
    assert found == ["found", "malformed", "none", "not_covered"]


def test_somebody_elses_is_not_this_ones_though_no_id_comes_back(bureau: Bureau) -> None:
    interface = Interface()
    case = bureau.complete()
    other = {"cardNo": "620702199001011238", "cardMatch": 1, "nameMatch": 1, "gender": "M"}
    interface.said = [{"code": "00", "data": [other]}]
    with raw_department(interface) as address:
        connected(bureau, address, COASTAL, style_error=[CODES], style_field=FIELDS)
        assert bureau.accept(case) == "applied"
        bureau.ask()
    assert bureau.answers(case) == []
    assert bureau.row(case, IDENTITY).outcome == "malformed"


def test_an_interface_that_packs_its_question_into_a_text_is_rows_alone(bureau: Bureau) -> None:
    interface = Interface()
    case = bureau.complete()

    def answers(asked: dict[str, Any], line: Line) -> None:
        packed = json.loads(asked["biz_content"])
        row = {"qqbh": packed["qqbh"], "jg": "found", "hc": {"number": 1, "name": 1}, "rows": []}
        interface.asked.append(asked)
        line.body(json.dumps({"body": row}).encode())

    with raw_department(answers) as address:
        connected(bureau, address, INLAND)
        assert bureau.accept(case) == "applied"
        bureau.ask()
    first = interface.asked[0]
    signed = f"POST&620700A1{first['timestamp']}".encode()
    assert first["sign"] == hmac.digest(KEY.encode(), signed, "sha256").hex()
    assert first["format"] == "json"
    assert json.loads(first["biz_content"])["sfzh"] == bureau.applicant(case)
    assert bureau.row(case, IDENTITY).state == QueryState.ANSWERED


def test_each_word_for_a_signature_and_for_a_time_is_known() -> None:
    known = style_of(load_policy(), "plain", date(2026, 11, 24))
    assert known
    signs = ("secret", "'&'", "time")
    found = {
        sign(replace(known, signer=name, signs=signs), {"time": "1"}, b"key") for name in SIGNERS
    }
    assert len(found) == len(SIGNERS)
    now = datetime(2026, 11, 24, 9, 12, 0, 5000, CHINA)
    assert {name: time_of(replace(known, time=name), now) for name in TIMES} == {
        "iso": "2026-11-24T09:12:00.005+08:00",
        "milliseconds": "1795482720005",
        "seconds": "1795482720",
        "digits": "20261124091200",
        "spaced": "2026-11-24 09:12:00",
    }
