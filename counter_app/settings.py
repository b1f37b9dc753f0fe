"""Settings: `COUNTER_…` environment variables before a TOML file before what is built in.

The file is the one that `COUNTER_SETTINGS` names, else `counter.toml` in the user's configuration
directory; its keys are the names below. Must not know the store or the screen.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from counter_app.basics.catalogue.store import SETTINGS_WRONG
from counter_app.basics.errors import CounterError

_PROGRAM = "counter-app"
_NAMES = (
    "data",
    "policy",
    "sync_seconds",
    "timeout_seconds",
    "wait_seconds",
    "secret_days",
    "lock_minutes",
    "public_url",
)


class Settings(NamedTuple):
    """What may differ from machine to machine."""

    data: Path
    """Everything that the counter keeps; `--data` and COUNTER_DATA move it."""
    policy: Path | None = None
    """A further policy file, whose tables replace the shipped ones (COUNTER_POLICY)."""
    sync_seconds: float = 30.0
    """How often an open window sends and fetches (COUNTER_SYNC_SECONDS)."""
    timeout_seconds: float = 20.0
    """How long the server may take to answer (COUNTER_TIMEOUT_SECONDS)."""
    wait_seconds: float = 5.0
    """How long a locked store is waited for (COUNTER_WAIT_SECONDS)."""
    secret_days: float = 90.0
    """How old the secret that proves this counter to the server may get (COUNTER_SECRET_DAYS)."""
    lock_minutes: float = 5.0
    """After how long without a hand the window locks, where somebody has signed in
    (COUNTER_LOCK_MINUTES)."""
    public_url: str = ""
    """Instead of the enrolment's address on receipts, for trials in a room (COUNTER_PUBLIC_URL)."""


def load_settings(
    data: Path | None = None, *, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings of this start; `data` comes from the command line.

    Raises:
        CounterError: SETTINGS_WRONG, with the name of the setting.
    """
    environment = os.environ if environment is None else environment
    found = {**_from_file(environment), **_from_environment(environment)}
    chosen = data or (Path(found["data"]) if "data" in found else _default_data())
    return Settings(
        data=chosen.expanduser().absolute(),
        policy=Path(found["policy"]).expanduser() if "policy" in found else None,
        sync_seconds=_amount(found, "sync_seconds", 30.0),
        timeout_seconds=_amount(found, "timeout_seconds", 20.0),
        wait_seconds=_amount(found, "wait_seconds", 5.0),
        secret_days=_amount(found, "secret_days", 90.0),
        lock_minutes=_amount(found, "lock_minutes", 5.0),
        public_url=found.get("public_url", ""),
    )


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    found = {name: environment.get(f"COUNTER_{name.upper()}", "") for name in _NAMES}
    return {name: value for name, value in found.items() if value}


def _from_file(environment: Mapping[str, str]) -> dict[str, str]:
    named = environment.get("COUNTER_SETTINGS")
    path = Path(named) if named else _default_file()
    if not named and not path.exists():
        return {}
    import tomllib  # the usual counter has no such file

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CounterError(SETTINGS_WRONG, name=path.name) from error
    return {name: str(value) for name, value in values.items()}


def _amount(found: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        amount = float(found.get(name, otherwise))
    except ValueError as error:
        raise CounterError(SETTINGS_WRONG, name=name) from error
    if not 0 < amount < 86_400:
        raise CounterError(SETTINGS_WRONG, name=name)
    return amount


def _default_data() -> Path:
    import platformdirs

    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def _default_file() -> Path:
    return _default_folder() / _PROGRAM / "counter.toml"


def _default_folder() -> Path:
    """As platformdirs has it; where its rule is two lines, without the time that importing takes.

    Every start asks this, before the window is there; a test compares the two.
    """
    if sys.platform == "linux":
        chosen = os.environ.get("XDG_CONFIG_HOME", "")
        return Path(chosen) if os.path.isabs(chosen) else Path.home() / ".config"
    import platformdirs

    return platformdirs.user_config_path()
