"""The applicant's page under `/r/<token>`: what a stranger with the receipt in hand may see.

    lookup.py   from the token to what is known     owed.py    how many papers are still owed
    view.py     what the page says, word for word   routes.py  the answer and its headers
    render.py   the template

    second_step.py  who answers rightly, tries, letters    details.py    what is told then
    applicant.py    whether the answers are right           ticket.py     what opens letters
    more.py         form and details for the template       with_more.py  beneath the first step

Shows no ID number, telephone, address, income, hardship or illness, and no log names a token. Whose
paper is owed is told in the second step alone.
"""
