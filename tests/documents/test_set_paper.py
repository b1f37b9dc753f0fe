"""What was looked at is what is printed: a paper is set once, until anything on it is another."""

from dataclasses import replace
from datetime import timedelta

from counter_app.documents.paper_table import CONSENT, FORM, RECEIPT
from counter_app.documents.papers import render, svg_pages
from counter_app.documents.set_paper import SetPapers
from counter_app.documents.view import Copy
from tests.documents import samples


def test_the_page_that_was_shown_goes_to_the_printer() -> None:
    papers, view = SetPapers(), samples.view()
    shown = papers.get(FORM, view, Copy.SIGNING)
    assert view.made_at is not None
    later = replace(view, made_at=view.made_at + timedelta(minutes=3))
    assert papers.get(FORM, later, Copy.SIGNING) is shown


def test_both_forms_of_a_page_are_those_that_are_set_alone() -> None:
    view = samples.view()
    made = SetPapers().get(RECEIPT, view, Copy.FINAL)
    assert made.pdf == render("receipt", view, Copy.FINAL)
    assert made.draw() == svg_pages("receipt", view, Copy.FINAL)


def test_pages_for_the_screen_are_drawn_once_however_often_they_are_looked_at() -> None:
    made = SetPapers().get(FORM, samples.view(), Copy.FINAL)
    assert made.count == len(made.draw())
    assert made.draw() is made.draw()


def test_what_was_handed_out_goes_to_the_printer_and_its_pages_stay_those_on_screen() -> None:
    made = SetPapers().get(RECEIPT, samples.view(), Copy.FINAL)
    assert made.handed_out_as(made.pdf) is made
    again = made.handed_out_as(b"%PDF-1.7 of last year")
    assert (again.pdf, again.reprint) == (b"%PDF-1.7 of last year", True)
    assert again.draw() is made.draw()


def test_another_revision_document_copy_or_moment_is_another_paper() -> None:
    papers, view = SetPapers(), samples.view()
    first = papers.get(CONSENT, view, Copy.SIGNING)
    typed = samples.view(samples.document(phone="13900000319"))
    assert papers.get(CONSENT, replace(view, revision=3), Copy.SIGNING) is not first
    assert papers.get(CONSENT, typed, Copy.SIGNING) is not first
    assert papers.get(CONSENT, view, Copy.FINAL) is not first
    received = papers.get(RECEIPT, view, Copy.FINAL)
    assert view.made_at is not None
    later = replace(view, made_at=view.made_at + timedelta(minutes=3))
    assert papers.get(RECEIPT, later, Copy.FINAL) is not received
    assert papers.get(CONSENT, view, Copy.SIGNING) is first


def test_old_papers_make_room() -> None:
    papers, view = SetPapers(), samples.view()
    first = papers.get(RECEIPT, view, Copy.FINAL)
    for number in range(12):
        papers.get(
            RECEIPT, replace(view, short_code=f"K7Q2M{number % 10}", revision=number), Copy.FINAL
        )
    again = papers.get(RECEIPT, view, Copy.FINAL)
    assert again is not first
    assert again == first
