"""Brings a store of an older program up to date behind the back of whoever works with it.

When that is done it looks once a day whether the store can be read.
"""

from counter_app.basics.clock import stamp
from counter_app.desk.desk import Desk
from local_db.look_over import look_over
from local_db.upkeep import TASKS


def tend(desk: Desk) -> bool:
    """Do one short batch; True while more is left."""
    for task in TASKS:
        with desk.store.transaction() as connection:
            if task(connection, stamp(desk.now())):
                return True
    look_over(desk.store, desk.now())
    return False


def look_at_pages(desk: Desk) -> None:
    """Look whether all of the store can be read, because a person asks how things stand.

    They do not wait for whoever is writing.
    """
    desk.store.hurry(hurried=True)
    try:
        look_over(desk.store, desk.now(), asked=True)
    finally:
        desk.store.hurry(hurried=False)
