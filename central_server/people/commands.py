"""Commands of `counter-server` on its people. Must not decide.

A first password goes to standard output alone, as the last line.
"""

import argparse
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from counter_app.basics.errors import CounterError
from counter_app.basics.text import one_line
from counter_app.cases.actions import Role
from counter_app.cases.rights import OF_PEOPLE, ROLE_WORDS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from central_server.people.staff import StaffMember
    from central_server.server import Server
    from counter_app.cases.rights import HeldRole

Result = TypeVar("Result")
Run = Callable[["Server", argparse.Namespace], None]


def _add_staff(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("name", metavar="NAME", help="姓名，如 李静")
    parser.add_argument("--sign-in", required=True, metavar="LOGIN", help="工号，如 620702-0317")
    _say_roles(parser)
    return _add


def _change_staff(parser: argparse.ArgumentParser) -> Run:
    _say_login(parser)
    _say_roles(parser)
    return _change


def _say_roles(parser: argparse.ArgumentParser) -> None:
    words = "、".join(f"{role} {ROLE_WORDS[role]}" for role in OF_PEOPLE)
    parser.add_argument(
        "--role",
        action="append",
        required=True,
        choices=OF_PEOPLE,
        help=f"身份，可以写几个：{words}",
    )
    parser.add_argument(
        "--region",
        action="append",
        required=True,
        help="县区代码，可以写几个；市级、运维、管理、审计写 620700 即全市",
    )
    parser.add_argument(
        "--street", action="append", default=[], help="社区人员管的街道，九位代码，可以写几个"
    )


def _list_staff(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("--json", action="store_true", help="每人一行 JSON")
    return _list


def _lock_staff(parser: argparse.ArgumentParser) -> Run:
    _say_login(parser)
    parser.add_argument("--why", default="", help="原因（不要写个人信息）")
    return _lock


def _reset_password(parser: argparse.ArgumentParser) -> Run:
    _say_login(parser)
    return _reset


def _say_login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", metavar="LOGIN", help="工号")


def _found_trial(_parser: argparse.ArgumentParser) -> Run:
    return _found


STAFF_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], Run]]] = {
    "add-staff": ("登记一个人，最后一行印出初始口令（第一次登录时要改，请当面转交）", _add_staff),
    "change-staff": ("给一个人换身份、县区或街道，以前的全部取消", _change_staff),
    "list-staff": ("列出登记过的人", _list_staff),
    "lock-staff": ("停用一个人，立即生效；reset-password 可以恢复", _lock_staff),
    "reset-password": ("重设口令并解锁，已登录的要重新登录；最后一行印出初始口令", _reset_password),
    "found-trial": (
        "把一个空的服务器定为试用：人员固定、不用口令，文书和页面都印试用；不能改回",
        _found_trial,
    ),
}
"""Name → what it is for, and what adds its words and gives its work."""


def _add(server: "Server", options: argparse.Namespace) -> None:
    from central_server.people.administration import add_staff
    from counter_app.basics.passwords import make_verifier, new_first_password

    password = new_first_password()
    verifier, now = make_verifier(password), server.now()
    person = _write(
        server,
        lambda connection: add_staff(
            connection,
            login=options.sign_in,
            name=options.name,
            verifier=verifier,
            roles=_roles(server, options),
            now=now,
        ),
    )
    _print_password(person.login, password)


def _change(server: "Server", options: argparse.Namespace) -> None:
    from central_server.people.administration import change_staff

    roles, now = _roles(server, options), server.now()
    person = _write(server, lambda connection: change_staff(connection, options.login, roles, now))
    print(one_line(f"已改：{_sentence(person)}"))


def _roles(server: "Server", options: argparse.Namespace) -> "tuple[HeldRole, ...]":
    from central_server.people.administration import roles_asked_for
    from counter_app.basics.clock import today

    return roles_asked_for(
        server.policies.in_force,
        today(server.clock),
        roles=[Role(each) for each in options.role],
        regions=options.region,
        streets=options.street,
    )


def _reset(server: "Server", options: argparse.Namespace) -> None:
    from central_server.people.administration import give_new_password
    from counter_app.basics.passwords import make_verifier, new_first_password

    password = new_first_password()
    verifier, now = make_verifier(password), server.now()
    person = _write(
        server, lambda connection: give_new_password(connection, options.login, verifier, now)
    )
    _print_password(person.login, password)


def _print_password(login: str, password: str) -> None:
    print(one_line(f"工号 {login} 的初始口令如下，只能用来改口令："))
    print(password)


def _lock(server: "Server", options: argparse.Namespace) -> None:
    from central_server.people.administration import lock_staff

    now = server.now()
    locked = _write(
        server, lambda connection: lock_staff(connection, options.login, options.why, now)
    )
    print("已停用" if locked else "早已停用")


def found_if_empty(server: "Server") -> None:
    """Found a trial, unless the server is in use: then it stays what it is."""
    from central_server.people.administration import found_trial_here
    from counter_app.basics.catalogue.people import TRIAL_TOO_LATE

    now = server.now()
    try:
        _write(server, lambda c: found_trial_here(c, server.policies.in_force, now))
    except CounterError as error:
        if error.entry is not TRIAL_TOO_LATE:
            raise


def _found(server: "Server", _options: argparse.Namespace) -> None:
    from central_server.people.administration import found_trial_here

    now = server.now()
    _write(server, lambda connection: found_trial_here(connection, server.policies.in_force, now))
    print("已定为试用服务器：人员固定，不用口令；文书和页面都印“试用”")


def _list(server: "Server", options: argparse.Namespace) -> None:
    from central_server.people.staff import list_staff

    for person in _write(server, list_staff):
        print(_line(person) if options.json else one_line(_sentence(person)))


def _line(person: "StaffMember") -> str:
    shown = {
        "login": person.login,
        "name": person.name,
        "staff_id": person.staff_id,
        "roles": [
            {"role": each.role, "region": each.region, "street": each.street or None}
            for each in person.roles
        ],
        "added": person.added_at,
        "first_password": person.first,
        "locked": person.locked_at,
        "locked_why": person.locked_why,
    }
    return json.dumps(shown, ensure_ascii=False)


def _sentence(person: "StaffMember") -> str:
    roles = (f"{ROLE_WORDS[Role(each.role)]} {each.street or each.region}" for each in person.roles)
    parts = [
        f"{person.login} {person.name}",
        *roles,
        "初始口令还没有改" if person.first else "",
        f"已停用（{person.locked_at[:16].replace('T', ' ')}，{person.locked_why or '没有写原因'}）"
        if person.locked_at
        else "",
    ]
    return "，".join(filter(None, parts))


def _write(server: "Server", work: "Callable[[Connection], Result]") -> Result:
    return server.writer.submit(work).result()
