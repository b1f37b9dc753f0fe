"""What a process that will hold personal data owes before it does anything. Standard library only.

Called where a process starts, never by code that may run inside another's process.
"""

import os
import sys


def guard_process() -> None:
    """Files are made for their owner only, and a crash leaves no copy of the memory.

    `PR_SET_DUMPABLE` would do more, but it takes `/proc/self` from the user: the desktop's file
    dialogues refuse such a program, and no profiler can look into it.
    """
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
