"""Sends what waits and fetches what is new: `sync_once`. Must not know screens or judge a form.

A bad action never blocks another case; what the server refuses comes back to a person's list.
Nothing that the server answers takes a row out of the outbox but an answer to that very action.

    sync_once.py  one run: contact, push, pull      link.py       what a line to the server can do
    run.py        what a run knows                  http_link.py  the line, by HTTP
    contact.py    first contact                     heads.py      what every answer says beside
    rotation.py   the secret's change               push.py  pull.py
    documents.py  texts of policy                   fetched.py    whether all has come
    second_tries.py  what goes again by itself      around_damage.py  what can still be read
    renumber.py   two cases with one number
"""
