"""`counter-app sign-in --staff LOGIN`: signs in and says until when it holds without the server.

With COUNTER_NEW_PASSWORD it changes the password, the only thing that a first password can do.
Exit 0: signed in; 1: the new password is too weak; 2: not let in; 3: only the server could.
"""

import argparse
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from counter_app.basics.errors import CounterError
from counter_app.basics.streams import say
from counter_app.basics.text import one_line
from counter_app.cases.rights import ROLE_WORDS
from counter_app.commands.opening import add_data_argument
from counter_app.commands.signing_in import add_staff_argument, with_signed_in

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.sign_in import SignedIn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    add_staff_argument(parser)
    parser.add_argument("--json", action="store_true", help="一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Sign in; returns the exit code."""

    def told(counter: "Counter", signed_in: "SignedIn") -> int:
        say(_line(signed_in) if options.json else _sentence(signed_in))
        if signed_in.clerk.session:
            with suppress(CounterError):  # It runs out by itself.
                counter.sign_out(signed_in.clerk.session)
        return 0

    return with_signed_in(options, told, new=os.environ.get("COUNTER_NEW_PASSWORD", ""))


def _sentence(signed_in: "SignedIn") -> str:
    roles = dict.fromkeys(ROLE_WORDS[role] for role in signed_in.roles)
    how = "已登录" if signed_in.is_online else "已离线登录"
    until = f"{signed_in.offline_until:%Y-%m-%d %H:%M}"
    return one_line(
        f"{how}：{signed_in.clerk.name}（{'、'.join(roles)}），断网时在本机可用到 {until}"
    )


def _line(signed_in: "SignedIn") -> str:
    shown = {
        "staff_id": signed_in.clerk.staff_id,
        "name": signed_in.clerk.name,
        "online": signed_in.is_online,
        "offline_until": signed_in.offline_until.isoformat(timespec="seconds"),
        "roles": [
            {"role": each.role, "region": each.region, "street": each.street or None}
            for each in signed_in.clerk.roles
        ],
    }
    return json.dumps(shown, ensure_ascii=False)
