"""`counter-app submit FILE…`: receives applications into the local store as the window would.

Acts as the window's own account. Exit 0: all received; 1: some not; 2: a file could not be read,
or the counter is not enrolled. A file that was received before gives the stored answer.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.basics.catalogue.store import STORE_LOCKED
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import json_line, say
from counter_app.commands.opening import add_data_argument, tell, with_counter

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.receive import Received

_UNREADABLE = 2
_NOT_RECEIVED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command line."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="申请文件（JSON）")
    parser.add_argument("--json", action="store_true", help="每件收件输出一行 JSON")
    add_data_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Receive the files in their order; returns the exit code."""
    return with_counter(options, lambda counter: _submit(counter, options.files, options.json))


def _submit(counter: "Counter", files: list[str], as_json: bool) -> int:
    from counter_app.commands.policy_told import tell_switched_off
    from counter_app.desk.clerks import window_clerk
    from counter_app.desk.receive import Checked, receive
    from counter_app.forms.application_file import application_bytes, parse_application

    clerk = window_clerk(counter.desk)
    policy = counter.policies.load_to_receive()
    tell_switched_off(policy)
    checked = Checked(policy.version, policy.wording)
    code = 0
    for file in files:
        try:
            content = application_bytes(Path(file))
            parse_application(content)
        except CounterError as error:
            tell(error, file)
            code = _UNREADABLE
            continue
        try:
            # The bytes of the file, not what was read from them: content stays as it came.
            received = receive(counter.desk, content, clerk, checked=checked)
        except CounterError as error:
            tell(error, file)
            code = max(code, _NOT_RECEIVED)
            counter.desk.store.hurry(hurried=error.entry is STORE_LOCKED)
            continue
        counter.desk.store.hurry(hurried=False)
        say(_line(file, received) if as_json else _sentence(file, received))
    _tell_worries(counter)
    return code


def _tell_worries(counter: "Counter") -> None:
    """What a person has to know beside; a store that cannot be read now changes no exit code."""
    from counter_app.desk.status import status

    try:
        worries = status(counter.desk).worries
    except CounterError as error:
        worries = (error,)
    for worry in worries:
        tell(worry)


def _line(file: str, received: "Received") -> str:
    shown = {
        "file": file,
        "case_id": received.case_id,
        "number": received.number,
        "receipt_url": received.receipt_url,
    }
    return json_line(shown)


def _sentence(file: str, received: "Received") -> str:
    word = "此前已收件" if received.already else "已收件"
    return f"{file}：{word} {received.number}  {received.receipt_url}"
