"""The applicant's page under `/r/<token>`: what a stranger with the receipt in hand may see.

    lookup.py   from the token to what is known     owed.py    how many papers are still owed
    view.py     what the page says, word for word   routes.py  the answer and its headers
    render.py   the template

Shows no ID number, telephone, address, income, member, hardship or illness, and no log names a
token.
"""
