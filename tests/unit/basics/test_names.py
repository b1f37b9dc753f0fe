"""Names of Chinese characters alone go a shorter way through folding, to the same end."""

import unicodedata

from counter_app.basics.names import first_letters, fold, turns


def test_a_chinese_character_is_its_own_folding() -> None:
    for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        character = chr(code)
        assert unicodedata.normalize("NFKD", character).casefold() == character
        assert unicodedata.category(character) in {"Lo", "Cn"}
        assert fold(character) == character


def test_a_name_is_found_by_its_parts_only_where_it_has_some() -> None:
    assert turns("王秀英") == ("王秀英",)
    assert first_letters("王秀英") == ""
    assert turns("古丽·热合曼") == ("古丽热合曼", "热合曼古丽")
    assert first_letters("古丽·热合曼") == "古热"
