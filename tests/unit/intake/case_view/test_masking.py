"""Names and numbers as somebody sees them who has given no reason."""

from counter_app.intake.case_view.masking import Mask, masked_phone
from tests.unit.needs.files import form


def test_names_are_hidden_in_sentences_and_say_nothing_of_their_length() -> None:
    mask = Mask.of([form()])
    assert mask.text("缺周玉兰的收入证明") == "缺周*的收入证明"
    assert mask.name("欧阳震华") == "欧*"
    assert mask.number("620702198403159044") == "尾号 9044"
    assert mask.phone("13909366612") == "139****6612"
    assert masked_phone("8213") == "****"


def test_who_gave_a_reason_sees_everything() -> None:
    mask = Mask.of([form()], off=True)
    assert mask.text("缺周玉兰的收入证明") == "缺周玉兰的收入证明"
    assert mask.number("620702198403159044") == "620702198403159044"
