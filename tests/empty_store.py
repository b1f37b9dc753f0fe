"""A counter's store with empty tables, for tests: copied as it would be made, all with one key.

To make its tables takes longer than what most tests do with them. How they are made is asked in
`tests/unit/local_db/test_schema.py`. Must not be laid beside anything of another store.
"""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from local_db.store import open_store


def lay_empty_store(folder: Path) -> None:
    """Have such a store lie in a folder in which nothing lies."""
    if not folder.exists() or not any(folder.iterdir()):
        shutil.copytree(_made(), folder, dirs_exist_ok=True)


@cache
def _made() -> Path:
    """The folder of a store that nobody has counted in; it goes with this process."""
    folder = Path(mkdtemp(prefix="counter-empty-"))
    atexit.register(shutil.rmtree, folder)
    open_store(folder).close()
    return folder
