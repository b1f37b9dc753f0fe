"""Where a department's machine is: its name looked up beside everything else, each name once.

The system's own look-up waits as long as it likes and cannot be given up. In the one pool that all
look-ups share a few dead names would keep every other department from being found. Must not keep
what was found: a name may lead elsewhere the next time.
"""

import asyncio
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address

_Found = asyncio.Future[Sequence[str] | OSError]


class Names:
    """Of one event loop; a name that is being looked up is not looked up beside that."""

    def __init__(self) -> None:
        self._on_the_way: dict[str, _Found] = {}

    async def find(self, host: str) -> Sequence[str]:
        """The addresses of a host, in the order in which they are to be tried.

        Raises:
            OSError: there are none; UnicodeError: no host is called so.
        """
        with suppress(ValueError):
            return [str(ip_address(host))]
        spelt = host.encode("idna").decode()
        if spelt not in self._on_the_way:
            self._begin(spelt)
        found = await asyncio.shield(self._on_the_way[spelt])
        if isinstance(found, OSError):
            raise found
        return found

    def _begin(self, host: str) -> None:
        loop = asyncio.get_running_loop()
        coming: _Found = loop.create_future()
        self._on_the_way[host] = coming
        coming.add_done_callback(lambda _: self._on_the_way.pop(host))

        def work() -> None:
            found = _look_up(host)
            with suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(coming.set_result, found)

        threading.Thread(target=work, name="names", daemon=True).start()


def _look_up(host: str) -> Sequence[str] | OSError:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
