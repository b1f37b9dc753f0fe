"""Nothing personal is readable in any file that the counter keeps, while it is open or after."""

from pathlib import Path

from counter_app.basics.clock import Clock
from counter_app.desk import drafts
from counter_app.desk.papers import paper_sent
from tests import families
from tests.engine import clerk_of, counter_at, receive_one

NAME = "䶮㛃𬱖䶮㛃𬱖"
"""Its initials are long enough not to stand in a megabyte of ciphertext by chance."""
PHONE = "13909366177"
TYPED = "张掖市甘州区某巷"


def _found(folder: Path, number: str) -> list[str]:
    words = {
        spelling
        for word in (NAME, number, number[::-1], PHONE, PHONE[::-1], TYPED, "李静", "SECRETPDF")
        for spelling in (word.encode(), word.encode("utf-16-le"), word.encode("gb18030"))
    }
    words |= {b"applicant", b"yjdyjd", b"CREATE TABLE"}
    return [
        f"{file.name}: {word!r}"
        for file in folder.rglob("*")
        for word in words
        if word in file.read_bytes() or word in file.name.encode()
    ]


def test_no_file_tells_anything(tmp_path: Path, clock: Clock) -> None:
    number = families.number(born="19910101", order="902")
    with counter_at(tmp_path, clock) as counter:
        clerk = clerk_of(counter)
        received = receive_one(counter, 2, name=NAME, phone=PHONE, id_number=number)
        pdf = b"SECRETPDF " + NAME.encode()
        paper_sent(counter.desk, clerk, "receipt", pdf, "pdf", case_id=received.case_id)
        draft = drafts.start(counter.desk, clerk)
        drafts.record(counter.desk, draft.draft_id, [{"value": TYPED}], label=NAME)
        assert {file.name for file in tmp_path.iterdir()} >= {"counter.db", "counter.db-wal"}
        assert _found(tmp_path, number) == []
    assert _found(tmp_path, number) == []
