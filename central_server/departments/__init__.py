"""Departments are asked: by the server, under consent that is on record, from acceptance on.

    settle.py    what a case has to ask now, in the transaction of whatever changed it
    sending.py   what may leave: consent looked at again, then marked as sent
    taking.py    what came: on the record once, or a failure by its class
    turn.py      one transaction of both       post.py      carries questions out, answers in
    rows.py      the queue in the store        lines.py     breaker, quota, pause, permission
    envelope.py  the words of an interface     reading.py   what of an answer may be kept
    saying.py    what a question says          batches.py   out in a file, in from one
    troubles.py  what comes instead, by class  minutes.py    how the last hours went
    strangers.py what was said under a wrong number
    identity.py  whether somebody was found first   anew.py  what is asked once more
    sweep.py     cases of which the queue knows nothing
    overview.py  counts for the operator
    call.py      one question over HTTP        desk.py      what a transaction needs to know
    names.py     where its machine is

What may be asked of whom decides `counter_app.needs.queries`, by consent alone.
"""
