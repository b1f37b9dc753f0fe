"""`counter-departments`: stands in for the departments on this machine, out of a file of answers.

    answers.py      what it was told to say      application.py  what it says over HTTP
    wrong.py        how it can be wrong     cli.py          the command

For trials and tests: it listens on this machine alone. Must not know the server's store.
"""
