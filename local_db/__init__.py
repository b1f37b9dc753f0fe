"""The counter's store: one SQLCipher file, its key, and the number file beside it.

Knows how things are kept and found, never what may happen to a case (`cases`), what a person does
(`counter_app.desk`) or how things are sent (`counter_app.sync`). Content passes through as the raw
JSON that it is. Nothing personal may be readable in any file: all of it goes into the SQLCipher
file, temporary tables stay in memory, file names and logs carry none.

    store.py        open, transaction, reading; trouble becomes an entry of the catalogue
    tables.py       the tables       migrations/  how a store gets them, by schema_version.py
    key_file.py     the store's key  number_file.py  the highest number given, outside the store
    incarnation.py  notices a store that was put back   missing_numbers.py  what it has lost
    drafts.py       drafts and their journal of edits, and what was printed of them
    actions.py      actions, contents, chain heads      cases.py   the current state of each case
    case_log.py     the one way in for actions          set_aside.py   what could not be applied
    lists.py        lists for the screen                policies.py    texts of policy versions
    outbox.py       what waits to be sent, what came back
    index.py        search terms     numbers.py   running numbers     papers.py  kept PDFs
    notes.py        single values: enrolment, incarnation, cursor     former.py   earlier enrolments
    identity.py     who this counter is                 statements.py  as the driver's own text
    soundness.py    what the disk has lost              upkeep.py      what an older program left
    look_over.py    pages that cannot be read
    counted.py      the same, as far as counting tells
"""
