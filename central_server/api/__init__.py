"""The HTTP side of `/api/v1`: reads a request, asks the store, writes the answer.

What the messages mean stands in `counter_app.wire`. Must not log bodies, headers or addresses.
"""
