"""Initials are taken from pypinyin's table, not from its program: both must say the same."""

from pypinyin import Style, pinyin

from counter_app.forms.pinyin import begins, initials, usual

_CHINESE = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), 0x3007, 0x20BB7)]


def test_a_character_is_found_by_every_letter_that_pypinyin_reads_it_with() -> None:
    for character in _CHINESE:
        (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
        # Two rare ones are read `ê`, which is typed, and folded, as `e`.
        owed = {reading[0].replace("ê", "e") for reading in readings}
        assert set(initials(character)) == owed, character


def test_the_usual_reading_comes_first_within_a_name() -> None:
    for character in _CHINESE:
        ((usual, *_rest),) = pinyin(character, style=Style.NORMAL, heteronym=True)
        assert initials("王" + character) == tuple(f"{first}{usual[0]}" for first in "wy"), (
            character
        )


def test_what_has_no_reading_stands_for_itself() -> None:
    assert initials("Ab1,각") == ("ab1,각",)
    assert initials("") == ()


def test_a_choice_is_typed_without_its_brackets_and_dots() -> None:
    assert usual("(外)祖父母") == "wzfm"
    assert usual("低保、特困") == "dbtk"


def test_a_choice_is_begun_by_any_reading_of_its_letters() -> None:
    for typed in ("m", "ml", "mlx", "myx"):
        assert begins("民乐县", typed), typed
    for typed in ("l", "mx", "mlxx"):
        assert not begins("民乐县", typed), typed
