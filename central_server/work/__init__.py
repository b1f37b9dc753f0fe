"""People's work on cases, asked with a session: one case, the lists, who has claimed what.

What somebody has no right to see is answered as what is not there. Each look is on the record.
"""
