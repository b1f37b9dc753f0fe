"""The figures of signing in at the server. Must decide nothing."""

from datetime import timedelta

from counter_app.cases import rights

TRIES = rights.TRIES
WITHIN = timedelta(minutes=rights.LOCK_MINUTES)
"""So many wrong passwords within this time lock a login for as long (second-half.md, rule 17)."""
DEVICE_TRIES = 30
"""Of one device, whatever logins it names, within the same time."""
SEARCHES = 60
"""Of one person within the same time: who works at cases opens them from lists."""
SESSION = timedelta(hours=rights.SESSION_HOURS)
LONGEST_SESSION = timedelta(hours=rights.LONGEST_SESSION_HOURS)
OFFLINE = timedelta(days=rights.OFFLINE_DAYS)
