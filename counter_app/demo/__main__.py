"""Starts the demonstration."""

import sys

from counter_app.demo import main

sys.exit(main())
