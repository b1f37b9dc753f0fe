"""Every .docx as another program lays it out: the pages of our own PDF, with every word on them."""

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from counter_app.documents.docx_form import form_docx
from counter_app.documents.letters.docx import letter_docx
from counter_app.documents.papers import render, render_letter
from counter_app.documents.view import Copy
from counter_app.rules.letter_kinds import Letter
from tests.documents import reading, samples
from tests.documents.letter_samples import letter

Both = Callable[[], tuple[bytes, bytes]]


def _letter(kind: Letter) -> tuple[bytes, bytes]:
    view = letter(kind)
    return letter_docx(kind, view, Copy.FINAL), render_letter(kind, view, Copy.FINAL)


def _form(kind: str) -> tuple[bytes, bytes]:
    view = samples.view(samples.document(kind))
    return form_docx(view, Copy.FINAL), render("application_form", view, Copy.FINAL)


EVERY: dict[str, Both] = {
    **{str(kind): partial(_letter, kind) for kind in Letter},
    **{f"form_{kind}": partial(_form, kind) for kind in samples.DETAILS},
}


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Name → the PDF of LibreOffice and our own."""
    folder: Path = tmp_path_factory.mktemp("docx")
    ours = {}
    for name, both in EVERY.items():
        made, ours[name] = both()
        (folder / f"{name}.docx").write_bytes(made)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    call = ("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files)
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    return {name: ((folder / f"{name}.pdf").read_bytes(), pdf) for name, pdf in ours.items()}


@pytest.mark.parametrize("name", EVERY)
def test_a_file_that_the_bureau_opens_has_the_pages_and_letters_of_the_paper(
    name: str, laid_out: dict[str, tuple[bytes, bytes]]
) -> None:
    theirs, ours = laid_out[name]
    assert reading.pages(theirs) == reading.pages(ours)
    assert sorted(_letters(theirs)) == sorted(_letters(ours))


def _letters(pdf: bytes) -> set[str]:
    return set(reading.bare(reading.text(pdf)))
