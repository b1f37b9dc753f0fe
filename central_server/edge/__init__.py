"""What stands between the sockets and the routes: who may hold what, and for how long.

    limits.py      the figures                    buckets.py     so many a minute for each key
    turns.py       so many at once for each key   addresses.py   whose request it is
    guard.py       all of these for one server    shield.py      the last word on what went wrong
    crowd.py       the open connections           connection.py  uvicorn's protocol, watched

Must not know the store, nor what is asked. No address, token or header is kept or logged.
"""
