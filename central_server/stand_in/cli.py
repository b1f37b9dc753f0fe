"""`counter-departments --port N --answers FILE.json`. On this machine alone."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from counter_app.basics.arguments import speak_chinese
from counter_app.basics.catalogue.departments import ANSWERS_UNREADABLE
from counter_app.basics.errors import CounterError
from counter_app.basics.streams import settle_streams

_HOST, _PORT = "127.0.0.1", 8630


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer until it is told to stop; 2 where it cannot begin."""
    settle_streams()
    speak_chinese()
    options = _parser().parse_args(arguments)
    try:
        return _serve(options.port, options.answers)
    except CounterError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counter-departments", description="部门接口的替身，供试用和测试，只在本机应答"
    )
    parser.add_argument("--port", type=int, default=_PORT, help="端口（0 为任选一个空闲的）")
    parser.add_argument(
        "--answers", type=Path, required=True, metavar="FILE", help="答复文件（JSON）"
    )
    return parser


def _serve(port: int, file: Path) -> int:
    import uvicorn

    from central_server.serve import listen
    from central_server.stand_in.answers import Answers
    from central_server.stand_in.application import make_stand_in

    try:
        answers = Answers.of_file(file)
    except (OSError, msgspec.DecodeError) as error:
        raise CounterError(ANSWERS_UNREADABLE, file=file.name) from error
    with listen(_HOST, port) as listener:
        print(f"部门接口替身已启动：http://{_HOST}:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            make_stand_in(answers), access_log=False, log_config=None, log_level="error", ws="none"
        )
        uvicorn.Server(config).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
