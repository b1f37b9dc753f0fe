"""Whatever is pasted into the table of members: each cell is in a row, or what was left is told."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.intake.members import FIELDS
from counter_app.intake.paste import Around, read

CELLS = """
王小明 周玉兰 儿子 妻 本人 户主 女 男 620702201205069042 620702198403159044 620702840315904 无 0
3200 3,200 14 城投物业 姓名 身份证号 与户主关系 关系 单位 学校
月收入(万元) 民族 序号 1 合计 汉族 13909366123
"""
cells = st.sampled_from([*CELLS.split(), "", '"张掖\n""一小"""', '"', "'62", "\u3000"]) | st.text(
    max_size=4
)
tables = st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=5)


@given(tables, st.sampled_from(["\t", " ", "，"]), st.none() | st.integers(0, len(FIELDS) - 1))
def test_nothing_of_a_paste_is_lost_silently(
    table: list[list[str]], between: str, column: int | None
) -> None:
    text = "\n".join(between.join(line) for line in table)
    found = read(text, column, Around("周玉兰", "620702198403159044", 2026))
    assert all(set(row) <= set(FIELDS) and all(row.values()) for row in found.rows)
    if found.told:
        return
    kept = "".join("".join(row.values()) for row in found.rows)
    for number in ("620702201205069042", "620702840315904", "13909366123", "城投物业", "汉族"):
        if any(number in cell for line in table for cell in line):
            assert number in kept
