"""Part 2: four types, one bag of values, conditional fields, keys 1–4."""

from PySide6.QtCore import Qt

from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.form import Form
from counter_app.ui.intake.pages.applicant_type import ApplicantTypePage
from counter_app.ui.shell.frame.panel_lines import PanelLine
from counter_app.ui.widgets.fields.choices import TickRow
from counter_app.ui.widgets.fields.marks import RadioMark, TickMark
from tests.ui.hands import drawings_of, focus, press, settle, write

TYPE = "details.applicant_type"


def form_of(place: ApplicantPlace) -> Form:
    page = place.page()
    assert isinstance(page, ApplicantTypePage)
    form = page.form()
    assert form is not None
    return form


def test_digits_choose_the_type_outside_text_fields(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    settle()
    for digit, kind in ((Qt.Key.Key_2, "new_graduate"), (Qt.Key.Key_4, "introduced_talent")):
        press(digit)
        settle()
        assert new_place.session.value(TYPE) == kind
    form_of(new_place).focus_key("details.recognition_number")
    write("2")
    assert new_place.session.value(TYPE) == "introduced_talent"
    assert new_place.session.value("details.recognition_number") == "2"


def test_values_are_kept_while_another_type_is_tried(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_2)
    settle()
    form_of(new_place).focus_key("details.contract_number")
    write("HT-7")
    page = new_place.page()
    assert isinstance(page, ApplicantTypePage)
    for digit in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2):
        page.types.focus_target().setFocus()
        press(digit)
        settle()
        if "details.contract_number" in form_of(new_place).fields:
            shared = form_of(new_place).fields["details.contract_number"].control
            assert shared.value() == "HT-7", "two types that share a key have one value"


def test_illness_opens_below_its_tick(place: ApplicantPlace) -> None:
    place.go(Part.TYPE)
    form = form_of(place)
    assert "details.illness" not in form.open_keys()
    high = form.sizeHint().height()
    ticks = form.fields["details.other_circumstances"].control
    assert isinstance(ticks, TickRow)
    ticks.edited.emit(["serious_illness"])
    settle()
    assert form.open_keys()[-1] == "details.illness"
    assert form.sizeHint().height() == high + 64


def test_months_of_insurance_open_below_paid(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_3)
    settle()
    form = form_of(new_place)
    paid = "details.social_insurance.paid"
    assert "details.social_insurance.from_month" not in form.open_keys()
    form.fields[paid].control.edited.emit(True)
    settle()
    keys = form.open_keys()
    assert keys.index("details.social_insurance.from_month") == keys.index(paid) + 1


def test_a_suggested_tick_is_taken_with_space(place: ApplicantPlace) -> None:
    place.go(Part.TYPE)
    settle()
    row = form_of(place).fields["details.other_circumstances"]
    assert "周德昌 71 岁" in row.line.message.text
    row.control.select()  # the ring stands on what is suggested
    press(Qt.Key.Key_Space)
    settle()
    assert place.session.value("details.other_circumstances") == ["lone_or_over_sixty"]
    assert "建议" not in row.line.message.text


def test_figures_follow_each_key(place: ApplicantPlace) -> None:
    place.go(Part.TYPE)
    settle()
    form = form_of(place)
    area = form.fields["computed.area_per_person"].control
    assert area.value() == "18.13"
    form.focus_key("details.residence_floor_area")
    write("80")
    settle()
    assert area.value() == "20.00"


def test_enter_walks_every_open_field_in_reading_order_and_goes_on(place: ApplicantPlace) -> None:
    place.go(Part.TYPE)
    form = form_of(place)
    form.focus_key(form.open_keys()[0])
    for key in form.open_keys():
        assert form.fields[key].isAncestorOf(focus()), key
        press(Qt.Key.Key_Return)
        settle()
    assert place.part is not Part.TYPE


def test_shift_enter_goes_back_to_the_page_before(place: ApplicantPlace) -> None:
    place.go(Part.TYPE)
    form = form_of(place)
    form.focus_key(form.open_keys()[0])
    press(Qt.Key.Key_Return, shift=True)
    press(Qt.Key.Key_Return, shift=True)
    assert place.part is Part.APPLICANT


def test_enter_without_a_type_stays_and_says_so(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    settle()
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.part is Part.TYPE
    assert new_place.page().hint_label.text() == "未填，按 1 2 3 4 选一类"
    press(Qt.Key.Key_1)
    settle()
    assert new_place.page().hint_label.text() == ApplicantTypePage.hint


def test_a_digit_chooses_in_the_group_that_has_the_keyboard(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_1)
    settle()
    form = form_of(new_place)
    form.focus_key("details.marital_status")
    press(Qt.Key.Key_2)
    settle()
    assert new_place.session.value("details.marital_status") == "married"
    assert new_place.session.value(TYPE) == "low_income_family"
    assert form.fields["details.marital_status"].isAncestorOf(focus())
    press(Qt.Key.Key_9)
    settle()
    assert new_place.session.value("details.marital_status") == "married"


def test_a_digit_outside_of_any_group_leaves_the_type_alone(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_1)
    settle()
    for key in ("details.other_circumstances", "details.dwelling_kind"):
        form_of(new_place).focus_key(key)
        press(Qt.Key.Key_2)
        settle()
        assert new_place.session.value(TYPE) == "low_income_family"
    new_place.page().main_button.setFocus()
    press(Qt.Key.Key_3)
    settle()
    assert new_place.session.value(TYPE) == "low_income_family"


def test_the_digit_stands_beside_each_choice(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_1)
    settle()
    row = form_of(new_place).fields["details.marital_status"].control
    assert [each.whispered for each in row.findChildren(RadioMark)] == ["1", "2", "3", "4"]


def test_the_registered_address_is_taken_with_one_key(new_place: ApplicantPlace) -> None:
    session = new_place.session
    session.put("applicant.registered_address", "甘肃省张掖市甘州区南街街道", whole=True)
    new_place.go(Part.TYPE)
    for digit, key in ((Qt.Key.Key_1, "residence_address"), (Qt.Key.Key_3, "permit_address")):
        page = new_place.page()
        assert isinstance(page, ApplicantTypePage)
        page.types.focus_target().setFocus()
        press(digit)
        settle()
        row = form_of(new_place).fields[f"details.{key}"]
        assert row.line.message.text == "和户籍地址相同就按 →"
        assert not session.text(f"details.{key}")
        row.control.select()
        press(Qt.Key.Key_Right)
        settle()
        assert session.text(f"details.{key}") == "甘肃省张掖市甘州区南街街道"
        assert row.line.message.text == ""


def test_a_drop_down_tells_its_initials_and_takes_arrows(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_2)
    settle()
    row = form_of(new_place).fields["details.education"]
    assert row.line.message.text == "键入拼音首字母，或按 → 选"
    row.control.select()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    settle()
    second = row.control.value()
    press(Qt.Key.Key_Left)
    settle()
    assert row.control.value() not in (None, second)
    assert row.line.message.text == ""


def test_the_keyboard_goes_along_to_the_block_of_another_type(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_2)
    settle()
    form_of(new_place).focus_key("details.school")
    new_place.session.put(TYPE, "introduced_talent", whole=True)
    settle()
    assert form_of(new_place).fields["details.recognition_number"].isAncestorOf(focus())


def test_another_type_draws_each_line_of_the_panel_once(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    settle()
    for digit in (Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        with drawings_of(PanelLine) as drawn:
            press(digit)
            settle()
        assert set(drawn.values()) == {1}


def test_digits_tick_and_take_a_tick_away(new_place: ApplicantPlace) -> None:
    new_place.go(Part.TYPE)
    press(Qt.Key.Key_1)
    settle()
    form = form_of(new_place)
    form.focus_key("details.hardships")
    for digit in (Qt.Key.Key_5, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_9):
        press(digit)
    settle()
    assert new_place.session.value("details.hardships") == ["disabled"]
    assert new_place.session.value(TYPE) == "low_income_family"
    marks = form.fields["details.hardships"].control.findChildren(TickMark)
    assert [each.whispered for each in marks] == list("123456")
