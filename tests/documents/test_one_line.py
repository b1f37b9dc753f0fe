"""What is not measured because it surely stands on one line comes out as if it had been."""

from typing import Any

import pytest

from counter_app.documents.one_line import on_one_line
from counter_app.documents.paper_table import FORM, RECEIPT
from counter_app.documents.papers import paper_data
from counter_app.documents.pieces import Missing, Word
from counter_app.documents.typesetter import typesetter
from counter_app.documents.view import Copy
from tests.documents.samples import authorized, document, member, view


def _set(layout: str, data: dict[str, Any]) -> bytes:
    return typesetter().pages(layout, data, "pdf")[0]


def _measured(data: dict[str, Any]) -> dict[str, Any]:
    """The form's data with every value to be measured; with how many that would not have been."""
    for row in (*data["front"], *data["back"]):
        for cell in row["cells"]:
            if cell["kind"] == "value":
                cell["plain"] = False
    return data


@pytest.mark.parametrize("kind", ["low_income_family", "migrant_worker"])
def test_a_value_that_is_not_measured_stands_as_a_measured_one(kind: str) -> None:
    made = document(kind, name="王建国", employer="／", native_place="甘肃·张掖，12号")
    made["household"]["members"].append(
        member("李静", "child", "620702201405089048", monthly_income="1234567.89")
    )
    data: dict[str, Any] = paper_data(FORM, view(made), Copy.FINAL)
    values = [c for row in data["front"] for c in row["cells"] if c["kind"] == "value"]
    assert sum(cell["plain"] for cell in values) > len(values) / 2

    assert _set("application_form", data) == _set("application_form", _measured(data))


@pytest.mark.parametrize("count", [0, 3, 6, 9])
def test_a_receipt_of_single_lines_takes_the_rows_that_measuring_gives(count: int) -> None:
    made = authorized(document(name="王建国"))
    made["materials"] = [
        {"material": name, "obtained": "paper", "seen_original": True, "copies": 1, "pages": 1}
        for name in ("marriage", "vehicle", "income_proof") * 3
    ][:count]
    data = paper_data(RECEIPT, view(made, clerk="李静", window_label=""), Copy.FINAL)
    assert data["even"] is True

    assert _set("receipt", data) == _set("receipt", data | {"even": False})


def test_what_may_be_wider_is_not_surely_on_one_line() -> None:
    assert on_one_line(("住" * 10,), 10, 36) == "住" * 10
    assert on_one_line(("住" * 10,), 10, 35) is None
    assert on_one_line((Word("1,800.00"),), 10.5, 17) == "1,800.00"
    assert on_one_line((Word("WWWWWWWW"),), 10.5, 17) is None
    assert on_one_line((Missing("𫠝"),), 10.5, 100) is None
    assert on_one_line(("𬱖",), 10.5, 100) is None
