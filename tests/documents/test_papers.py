"""What all papers share: pages for the preview, threads, faces, the errors of the catalogue."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.basics.catalogue.papers import FONTS_MISSING, PAPER_FAILED
from counter_app.basics.errors import CounterError
from counter_app.documents import fonts, papers
from counter_app.documents.application_form import form_data
from counter_app.documents.authorization import authorization_data
from counter_app.documents.paper_table import NAMES
from counter_app.documents.receipt import receipt_data
from counter_app.documents.typesetter import typesetter
from counter_app.documents.view import Copy, PaperView
from counter_app.documents.wording import Wording
from tests.documents import reading, samples

Data = Callable[[PaperView, Copy], dict[str, object]]


@pytest.mark.parametrize("name", NAMES)
def test_every_paper_has_pages_for_preview_and_printer(name: str) -> None:
    view = samples.view()
    pages = reading.pages(papers.render(name, view, Copy.FINAL))
    vectors = papers.svg_pages(name, view, Copy.FINAL)
    assert len(vectors) == pages
    assert all(page.lstrip().startswith(b"<svg") for page in vectors)


@pytest.mark.parametrize("data", [form_data, authorization_data, receipt_data])
def test_what_a_trial_prints_says_so_across_each_page(data: Data) -> None:
    usual, trial = samples.view(), replace(samples.view(), trial=True)
    assert data(trial, Copy.FINAL)["across"] == "试用"
    assert data(usual, Copy.FINAL)["across"] is None
    assert data(trial, Copy.SAMPLE)["across"] == "样张"


def test_papers_can_be_set_from_many_threads() -> None:
    view = samples.view()
    expected = {name: papers.render(name, view, Copy.FINAL) for name in NAMES}
    wrong: list[str] = []

    def work(name: str) -> None:
        for _ in range(3):
            if papers.render(name, view, Copy.FINAL) != expected[name]:
                wrong.append(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in NAMES * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_warming_up_leaves_nothing_to_load() -> None:
    papers.warm()
    loads = typesetter.cache_info().misses
    papers.render("receipt", samples.view(), Copy.FINAL)
    assert typesetter.cache_info().misses == loads


def test_a_machine_without_faces_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system_folders", tuple)
    fonts.fonts.cache_clear()
    try:
        with pytest.raises(CounterError) as raised:
            fonts.fonts()
    finally:
        fonts.fonts.cache_clear()
    assert raised.value.entry is FONTS_MISSING


def test_a_windows_without_noto_prints_with_what_it_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("simsun.ttc", "simsunb.ttf", "msyh.ttc", "arial.ttf"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(fonts, "_system_folders", lambda: (tmp_path,))
    fonts.fonts.cache_clear()
    try:
        found = fonts.fonts()
    finally:
        fonts.fonts.cache_clear()
    assert found.serif == ("SimSun", "SimSun-ExtB")
    assert found.sans == ("Microsoft YaHei", "SimSun", "SimSun-ExtB")
    assert found.band_weight == "bold"


@pytest.mark.parametrize("data", [{}, {"title": "half a character: \ud800"}])
def test_a_paper_that_cannot_be_set_is_an_entry_of_the_catalogue(data: dict[str, object]) -> None:
    with pytest.raises(CounterError) as raised:
        typesetter().pages("application_form", data, "pdf")
    assert raised.value.entry is PAPER_FAILED


def test_a_sentence_may_have_a_place_for_a_name() -> None:
    words = Wording({"statement": {"text": "{name}属于{section}"}})
    assert words.text("statement", "text", name="王琴", section="本户") == "王琴属于本户"
