"""Starts the demonstration."""

import sys

from counter_app.ui.demo import main

sys.exit(main())
