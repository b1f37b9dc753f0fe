#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Sets the counter up and starts it: `python3 run.py`; `python3 run.py --help` tells the rest.

Standard library only, and this file must parse on every Python, so that an old one can be told
in a sentence what is needed. What it does is in `setup_house/`.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.stderr.write(
        "需要 Python 3.11 至 3.14，现在这个是 %d.%d：请安装后改用它运行 run.py。\n"
        "Python 3.11 to 3.14 is needed and this is %d.%d: install one and start run.py with it.\n"
        % (sys.version_info[:2] * 2)
    )
    sys.exit(2)

# Only now: what follows may use what those versions know.
from setup_house.commands import main

if __name__ == "__main__":
    sys.exit(main())
