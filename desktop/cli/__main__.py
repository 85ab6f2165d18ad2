"""`python -m desktop.cli`: the program without its installed script."""

import sys

from desktop.cli import main

sys.exit(main())
