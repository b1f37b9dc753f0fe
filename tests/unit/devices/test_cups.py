"""Papers on their way to the print service's queues: handed over whole, followed, taken back."""

from collections.abc import Iterator

import pytest

from counter_app.basics.catalogue.window import (
    JOB_NOT_CANCELLED,
    PRINT_SERVICE_SILENT,
    PRINTER_GONE,
    PRINTER_NOT_TAKING,
)
from counter_app.basics.errors import CounterError
from counter_app.devices.cups.queues import CupsQueue, queues
from counter_app.devices.printer import Fate, PrintJob
from tests.patience import wait_until
from tests.print_service import PrintService, running_print_service

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 1000
JOB = PrintJob("K7Q2M3-receipt", PDF, copies=2, double_sided=False)


@pytest.fixture(scope="module")
def service() -> Iterator[PrintService]:
    with running_print_service() as running:
        yield running


@pytest.mark.usefixtures("service")
def test_the_queues_are_found_and_the_default_one_is_first() -> None:
    names = [queue.name for queue in queues()]
    assert names[0] == "usual"
    assert set(names) == {"usual", "other", "refusing", "paused", "hanging"}


def test_the_queue_is_given_the_kept_pdf_byte_for_byte(service: PrintService) -> None:
    sent = CupsQueue("usual").print(JOB)
    assert service.received(sent.number) == PDF
    assert sent.where == "usual"
    wait_until(lambda: CupsQueue("usual").progress(sent.number).fate is Fate.GONE)


@pytest.mark.parametrize(
    ("double_sided", "sides"), [(True, "two-sided-long-edge"), (False, "one-sided")]
)
def test_sides_copies_and_the_real_size_are_asked_for(
    service: PrintService, double_sided: bool, sides: str
) -> None:
    sent = CupsQueue("usual").print(
        PrintJob("K7Q2M3-form", PDF, copies=2, double_sided=double_sided)
    )
    wait_until(lambda: "print-scaling" in service.asked(sent.number))
    asked = service.asked(sent.number)
    assert f"sides={sides}" in asked
    assert "print-scaling=none" in asked
    assert 'argv[4]="2"' in asked
    assert 'argv[3]="K7Q2M3-form"' in asked


def test_a_printer_that_has_gone_is_told_and_no_other_takes_the_paper(
    service: PrintService,
) -> None:
    with pytest.raises(CounterError) as told:
        CupsQueue("gone").print(PrintJob("for-the-gone-one", PDF))
    assert told.value.entry is PRINTER_GONE
    assert "gone" in told.value.title
    taken = b"".join(control.read_bytes() for control in (service.at / "spool").glob("c*"))
    assert b"for-the-gone-one" not in taken
    assert b"for-the-gone-one" not in (service.at / "error_log").read_bytes()


@pytest.mark.usefixtures("service")
def test_a_queue_that_takes_nothing_is_told() -> None:
    with pytest.raises(CounterError) as told:
        CupsQueue("refusing").print(JOB)
    assert told.value.entry is PRINTER_NOT_TAKING


@pytest.mark.usefixtures("service")
def test_what_waits_at_a_paused_printer_says_so_and_can_be_taken_back() -> None:
    queue = CupsQueue("paused")
    sent = queue.print(JOB)
    assert queue.progress(sent.number).fate is Fate.WAITING
    assert queue.progress(sent.number).why == "打印机暂停了"
    queue.cancel(sent.number)
    assert queue.progress(sent.number).fate is Fate.DROPPED
    queue.cancel(sent.number)  # a second press does no harm


@pytest.mark.usefixtures("service")
def test_a_printer_out_of_reach_keeps_the_paper_waiting() -> None:
    queue = CupsQueue("hanging")
    sent = queue.print(JOB)
    assert queue.progress(sent.number).fate is Fate.WAITING
    queue.cancel(sent.number)
    assert queue.progress(sent.number).fate is Fate.DROPPED


@pytest.mark.usefixtures("service")
def test_a_job_that_the_service_never_heard_of_is_gone() -> None:
    assert CupsQueue("usual").progress(99_999).fate is Fate.GONE


def test_a_print_service_that_ends_is_told_and_what_was_sent_is_not_called_printed() -> None:
    with running_print_service() as service:
        sent = CupsQueue("paused").print(JOB)
        service.stop()
        with pytest.raises(CounterError) as told:
            CupsQueue("usual").print(JOB)
        assert told.value.entry is PRINT_SERVICE_SILENT
        assert queues() == ()
        left = CupsQueue("paused").progress(sent.number)
        assert left.fate is Fate.WAITING
        assert left.why == PRINT_SERVICE_SILENT.title


def test_a_job_that_only_the_administrator_may_cancel_is_told() -> None:
    with running_print_service(may_cancel=False):
        sent = CupsQueue("paused").print(JOB)
        with pytest.raises(CounterError) as told:
            CupsQueue("paused").cancel(sent.number)
        assert told.value.entry is JOB_NOT_CANCELLED
        assert CupsQueue("paused").progress(sent.number).fate is Fate.WAITING
