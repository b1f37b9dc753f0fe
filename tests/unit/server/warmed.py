"""What a process has read before servers and counters are forked from it; imported last.

Each of them would read it once more, and its garbage collector look through all that is loaded.
Must begin nothing that lives on: no thread, no file, no connection.
"""

import gc

import pydantic.v1  # noqa: F401 - what FastAPI imports with its first route
import uvicorn.lifespan.on
import uvicorn.loops.asyncio  # noqa: F401 - what uvicorn imports when it runs

import counter_app.basics.log_file  # noqa: F401 - what a command imports that keeps a log
from counter_app.documents.typesetter import typesetter
from counter_app.rules.policy import load_policy
from counter_app.rules.policy_tables import Document
from tests.end_to_end.lived_before import live_before
from tests.quick_passwords import hash_quickly
from tests.quick_statements import spell_once

for _document in Document:
    load_policy().text(_document)
typesetter()  # reads the fonts; only setting a paper begins threads
hash_quickly()
spell_once()
live_before()
gc.collect()
gc.freeze()
