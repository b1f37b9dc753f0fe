"""All that a question may say of itself, by our names: for whoever carries it. Must not send."""

from datetime import date

from central_server.departments.sending import Outgoing
from counter_app.basics.private_use import twin
from counter_app.forms import matter
from counter_app.rules.department_items import Item

_PURPOSE = "公共租赁住房申请审核"


def values_of(one: Outgoing, item: Item, time: str, on: date) -> dict[str, str]:
    """All that a style may name. Of the person only what the item is asked with."""
    first, last = item.period(on)
    question, row = one.question, one.row
    name = twin(question.name) if row.twin else question.name
    asks = {"name": name, "id_number": question.number}
    person = {name: value for name, value in asks.items() if name in item.asks_with}
    said = {
        "query": {
            "query_id": row.query_id,
            "case_number": one.case_number,
            "matter_code": matter.MATTER,
            "item": row.item,
            "consent": question.consent,
            "consent_policy": one.consent_policy,
            "purpose": _PURPOSE,
            "material": one.material,
            "asked_by": one.asked_by,
            "from_month": first,
            "to_month": last,
        },
        "person": {**person, "id_kind": "resident"},
        "connection": {"asker": one.way.asker, "service": one.way.service},
    }
    values = {
        f"{group}.{name}": value for group, named in said.items() for name, value in named.items()
    }
    return {**values, "time": time}
