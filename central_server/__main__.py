"""`python -m central_server` is `counter-server`."""

import sys

from central_server.cli import main

sys.exit(main())
