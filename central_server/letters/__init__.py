"""Letters as the server sets them: owed with a decision, set from what is recorded, kept for good.

    kept.py      what is owed and what is kept     source.py   what a letter is made from
    upkeep.py    sets what is owed, one by one

What was set is never set again: whoever asks later gets the same bytes.
"""
