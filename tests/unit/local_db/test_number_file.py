from pathlib import Path

import pytest

from local_db.number_file import Mark, NumberFile


def _write(file: NumberFile, **values: object) -> None:
    with file.locked():
        file.write(Mark(**values))  # type: ignore[arg-type] - values of a test


def test_the_last_mark_is_read_again(tmp_path: Path) -> None:
    file = NumberFile(tmp_path / "numbers")
    assert file.read() is None
    for sequence in range(1, 6):
        _write(file, incarnation="i", sequence=sequence, numbers={"620702-03/2026": sequence})
    file.close()
    again = NumberFile(tmp_path / "numbers")
    mark = again.read()
    assert mark
    assert (mark.sequence, mark.numbers) == (5, {"620702-03/2026": 5})
    again.close()


def test_what_is_put_is_read_at_once_and_stays_when_the_file_is_closed(tmp_path: Path) -> None:
    file, beside = NumberFile(tmp_path / "numbers"), NumberFile(tmp_path / "numbers")
    for sequence in range(1, 4):
        with file.locked():
            file.put(Mark(sequence=sequence))
        mark = beside.read()
        assert mark
        assert mark.sequence == sequence
    file.settle()
    file.settle()
    file.close()
    mark = beside.read()
    assert mark
    assert (mark.sequence, mark.turn) == (3, 3)
    beside.close()


@pytest.mark.parametrize("torn", [0, 4096])
def test_a_torn_slot_leaves_the_other_one(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "numbers"
    file = NumberFile(path)
    _write(file, sequence=1)
    _write(file, sequence=2)
    file.close()
    with path.open("r+b") as raw:
        raw.seek(torn + 70)
        raw.write(b"torn")
    again = NumberFile(path)
    mark = again.read()
    assert mark
    assert mark.sequence in (1, 2)
    again.close()


def test_its_room_is_taken_when_it_is_made(tmp_path: Path) -> None:
    file = NumberFile(tmp_path / "numbers")
    size = (tmp_path / "numbers").stat().st_size
    _write(file, sequence=1)
    _write(file, sequence=2)
    assert (tmp_path / "numbers").stat().st_size == size
    file.close()
