"""What happens to a case: its actions, the state computed from them, what may follow what, numbers.

Shared by counter and server, so nothing here may know a store, a network, a screen or the matter:
content is carried as the raw JSON that it is.

    actions.py      the immutable record               kinds.py    the one table of kinds
    chain.py        salt, content hash, hash chain; `seal` and `is_sound`
    case_state.py   the current case as a record       stages.py   how far it can be
    replay.py       the current case from its actions  changes.py  what a kind makes of it
    following.py    what may follow what, and by whom
    numbers.py      case numbers on paper          short_codes.py  codes for the hall's own search
    receipts.py     receipt tokens and addresses   keys.py         random ids and derived keys
    times.py        which times a desk can have written
"""
