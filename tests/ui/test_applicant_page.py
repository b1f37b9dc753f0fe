"""Part 1 by keyboard: reading order, conditional fields, suggestions, panel links."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.intake.steps import Part
from counter_app.ui.intake.applicant_place import ApplicantPlace
from counter_app.ui.intake.form import Form
from counter_app.ui.intake.pages.applicant import ApplicantPage
from counter_app.ui.shell.frame.panel_lines import PanelLine, links_of
from counter_app.ui.shell.seat import Seat
from counter_app.ui.widgets.fields.line import LineControl
from counter_app.ui.widgets.fields.marks import RadioMark
from counter_app.ui.widgets.glyphs import Glyph
from tests.ui.conftest import OpenWindow
from tests.ui.hands import focus, press, settle, write


def form_of(place: ApplicantPlace) -> Form:
    page = place.page()
    assert isinstance(page, ApplicantPage)
    return page.form


def line_of(place: ApplicantPlace, key: str) -> LineControl:
    control = form_of(place).fields[key].control
    assert isinstance(control, LineControl)
    return control


def test_filling_the_page_with_the_keyboard_alone(new_place: ApplicantPlace) -> None:
    session = new_place.session
    write("周玉兰")
    press(Qt.Key.Key_Return)
    write("620702198403159044")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # takes sex and 籍贯, which the number says
    write("张掖市滨河保洁服务有限公司")
    press(Qt.Key.Key_Return)
    write("139 0936 6120")
    press(Qt.Key.Key_Return)
    write("甘肃省张掖市甘州区南街街道")
    press(Qt.Key.Key_Return)
    write("3200")  # 籍贯, taken from the number, is passed over
    press(Qt.Key.Key_Return)
    write("20261124")
    press(Qt.Key.Key_Return)
    write("gz")  # 甘州区 by its pinyin
    press(Qt.Key.Key_Return)  # 填表人 is 本人 unless somebody says otherwise
    settle()
    assert new_place.part is Part.TYPE
    values = session.draft.values
    assert values["applicant.sex"] == "female"
    assert values["applicant.phone"] == "13909366120"
    assert values["applicant.native_place"] == "甘肃张掖"
    assert values["applicant.monthly_income"] == "3200.00"
    assert values["applied_on"] == "2026-11-24"
    assert values["region"] == "620702"
    assert not [each for each in session.troubles() if each.part is Part.APPLICANT]


def test_a_county_is_found_by_its_initials(new_place: ApplicantPlace) -> None:
    counties = {"mlx": "620722", "gt": "620724", "sn": "620721", "myx": "620722"}
    for letters, region in counties.items():
        form_of(new_place).focus_key("region")
        write(letters)
        press(Qt.Key.Key_Tab)
        settle()
        assert new_place.session.value("region") == region, letters


def test_the_number_suggests_the_sex_and_nothing_is_taken_unseen(
    new_place: ApplicantPlace,
) -> None:
    write("周玉兰")
    press(Qt.Key.Key_Return)
    write("620702198403159044")
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.value("applicant.sex") is None
    row = form_of(new_place).fields["applicant.sex"]
    assert row.line.message.text == "由身份证号推得，Enter 连籍贯采用"
    assert row.isAncestorOf(focus())
    mark = focus()
    assert isinstance(mark, RadioMark)
    assert mark.text() == "女"
    press(Qt.Key.Key_Return)
    settle()
    assert new_place.session.value("applicant.sex") == "female"
    assert new_place.session.value("applicant.native_place") == "甘肃张掖"
    assert form_of(new_place).fields["applicant.employer"].isAncestorOf(focus())
    press(Qt.Key.Key_Z, control=True)
    settle()
    assert new_place.session.value("applicant.sex") is None
    assert new_place.session.value("applicant.native_place") is None


def test_another_sex_than_the_suggested_one_is_a_digit_away(new_place: ApplicantPlace) -> None:
    write("周玉兰")
    press(Qt.Key.Key_Return)
    write("620702198403159044")
    press(Qt.Key.Key_Return)
    settle()
    press(Qt.Key.Key_1)
    settle()
    assert new_place.session.value("applicant.sex") == "male"


def test_money_is_put_right_on_leaving_and_kept_without_thousands(
    new_place: ApplicantPlace,
) -> None:
    income = line_of(new_place, "applicant.monthly_income")
    income.select()
    write("3200")
    assert income.input.text() == "3200", "never under the caret"
    press(Qt.Key.Key_Return)
    assert income.input.text() == "3,200.00"
    assert new_place.session.value("applicant.monthly_income") == "3200.00"


def test_an_error_stands_beneath_its_field_and_goes_when_it_is_right(
    new_place: ApplicantPlace,
) -> None:
    row = form_of(new_place).fields["applicant.phone"]
    row.control.select()
    write("1390936612")
    settle()
    assert row.line.message.glyph is None
    press(Qt.Key.Key_Return)
    settle()
    assert row.line.message.glyph is Glyph.WRONG
    assert "10" in row.line.message.text
    row.control.select()
    press(Qt.Key.Key_End)
    write("0")
    settle()
    assert row.line.message.glyph is None


def test_a_pasted_number_is_judged_at_once(new_place: ApplicantPlace) -> None:
    row = form_of(new_place).fields["applicant.id_number"]
    row.control.select()
    QApplication.clipboard().setText("620702198403159045")
    press(Qt.Key.Key_V, control=True)
    settle()
    assert row.line.message.glyph is Glyph.WRONG


def test_nothing_is_red_on_a_fresh_form(new_place: ApplicantPlace) -> None:
    rows = form_of(new_place).fields.values()
    assert not [row.key for row in rows if row.line.message.glyph is Glyph.WRONG]
    new_place.go(Part.TYPE)
    new_place.go(Part.APPLICANT)
    settle()
    said = form_of(new_place).fields["applicant.name"].line.message
    assert (said.text, said.glyph) == ("未填", Glyph.MISSING)


def test_fields_of_the_proxy_open_below_and_keep_their_values(new_place: ApplicantPlace) -> None:
    form = form_of(new_place)
    assert "proxy.name" not in form.open_keys()
    role = form.fields["proxy.role"].control
    role.edited.emit("fills_in")
    settle()
    assert "proxy.name" in form.open_keys()
    assert "proxy.document" not in form.open_keys()
    role.edited.emit("acts")
    settle()
    assert "proxy.document" in form.open_keys()
    form.focus_key("proxy.name")
    write("马兰")
    role.edited.emit("")
    settle()
    assert "proxy.name" not in form.open_keys()
    role.edited.emit("fills_in")
    settle()
    assert line_of(new_place, "proxy.name").value() == "马兰"


def test_another_kind_of_paper_asks_for_the_birth_date(new_place: ApplicantPlace) -> None:
    form = form_of(new_place)
    assert "applicant.birth_date" not in form.open_keys()
    form.fields["applicant.id_kind"].control.edited.emit("passport")
    settle()
    assert "applicant.birth_date" in form.open_keys()


def test_a_line_of_the_panel_leads_to_its_field_with_the_text_selected(
    place: ApplicantPlace,
) -> None:
    place.go(Part.TYPE)
    press(Qt.Key.Key_F5)
    settle()
    line = focus()
    assert isinstance(line, PanelLine)
    assert line.line.target == "applicant.phone"
    press(Qt.Key.Key_Return)
    settle()
    assert place.part is Part.APPLICANT
    assert focus() is line_of(place, "applicant.phone").input
    assert line_of(place, "applicant.phone").input.selectedText() == "1390936612"


def test_f5_goes_into_the_panel_and_back_to_the_same_caret(place: ApplicantPlace) -> None:
    name = line_of(place, "applicant.name").input
    name.setFocus()
    name.setCursorPosition(1)
    press(Qt.Key.Key_F5)
    assert len(links_of(place)) > 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F5)
    assert focus() is name
    assert name.cursorPosition() == 1
    assert name.selectedText() == ""


def test_back_on_a_page_focus_is_where_it_was(place: ApplicantPlace) -> None:
    line_of(place, "applicant.employer").select()
    press(Qt.Key.Key_2, control=True)
    assert place.part is Part.TYPE
    press(Qt.Key.Key_1, control=True)
    assert focus() is line_of(place, "applicant.employer").input


def test_the_suggestion_is_only_taken_when_it_is_asked_for(place: ApplicantPlace) -> None:
    assert place.session.value("applicant.native_place") is None
    line = line_of(place, "applicant.native_place")
    assert line.input.offers()
    line.select()
    write("青")
    assert not line.input.offers()
    assert place.session.value("applicant.native_place") == "青"


def test_a_click_on_the_words_takes_the_suggestion(place: ApplicantPlace) -> None:
    line = line_of(place, "applicant.native_place").input
    where = line.rect().center()
    where.setX(line.width() - 30)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=where)
    assert place.session.value("applicant.native_place") == "甘肃张掖"
    assert focus() is line


def test_enter_passes_over_what_the_program_filled_in_and_tab_does_not(
    seat: Seat, opened: OpenWindow
) -> None:
    today, region = seat.station.today().isoformat(), seat.station.region
    window = opened({"applied_on": today, "region": region})
    place = window.places[-1]
    assert isinstance(place, ApplicantPlace)
    settle()
    place.show_key("applicant.monthly_income")
    write("0")
    press(Qt.Key.Key_Tab)
    assert form_of(place).fields["applied_on"].isAncestorOf(focus())
    press(Qt.Key.Key_Return)
    settle()
    assert place.part is Part.TYPE
    place.session.put("applied_on", "2026-11-20", whole=True)
    place.show_key("applicant.monthly_income")
    press(Qt.Key.Key_Return)
    assert form_of(place).fields["applied_on"].isAncestorOf(focus()), "a person's own day is read"


def test_who_fills_in_and_what_paper_are_a_key_away(new_place: ApplicantPlace) -> None:
    form = form_of(new_place)
    press(Qt.Key.Key_T, alt=True)
    assert form.fields["proxy.role"].isAncestorOf(focus())
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return)
    settle()
    assert form.fields["proxy.name"].isAncestorOf(focus())
    press(Qt.Key.Key_K, alt=True)
    assert form.fields["applicant.id_kind"].isAncestorOf(focus())


def test_an_address_begins_where_the_number_was_given(new_place: ApplicantPlace) -> None:
    new_place.session.put("applicant.id_number", "620702198403159044", whole=True)
    new_place.show_key("applicant.registered_address")
    settle()
    field = form_of(new_place).fields["applicant.registered_address"]
    assert field.line.message.text == "开头由身份证号推得，按 → 接着写到门牌号"
    assert not new_place.session.text("applicant.registered_address")
    press(Qt.Key.Key_Right)
    write("南街街道")
    settle()
    written = new_place.session.text("applicant.registered_address")
    assert written == "甘肃省张掖市甘州区南街街道"
    assert field.line.message.text == "照户口簿写到门牌号"


def test_an_old_number_of_the_prefecture_says_the_same_county(new_place: ApplicantPlace) -> None:
    new_place.session.put("applicant.id_number", "622223195502119075", whole=True)
    settle()
    assert line_of(new_place, "applicant.native_place").input.suggestion == "甘肃张掖"
    begun = line_of(new_place, "applicant.registered_address").input.suggestion
    assert begun == "甘肃省张掖市民乐县"


def test_an_old_number_of_15_digits_is_offered_with_its_18_and_taken_by_a_key(
    new_place: ApplicantPlace,
) -> None:
    new_place.show_key("applicant.id_number")
    write("620702840315904")
    press(Qt.Key.Key_Return)
    settle()
    field = form_of(new_place).fields["applicant.id_number"]
    assert field.line.message.text == "Alt+L 换成 620702198403159044"
    assert new_place.session.text("applicant.id_number") == "620702840315904"
    press(Qt.Key.Key_L, alt=True)
    settle()
    assert new_place.session.text("applicant.id_number") == "620702198403159044"
    assert field.line.message.text.startswith("1984-03-15 出生")
    press(Qt.Key.Key_Z, control=True)
    settle()
    assert new_place.session.text("applicant.id_number") == "620702840315904"


def test_fifteen_digits_without_a_day_of_birth_are_offered_nothing(
    new_place: ApplicantPlace,
) -> None:
    new_place.show_key("applicant.id_number")
    write("620702841315904")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_L, alt=True)
    settle()
    assert new_place.session.text("applicant.id_number") == "620702841315904"
    told = form_of(new_place).fields["applicant.id_number"].line.message.text
    assert "15 位旧号码" in told
