"""`python -m exercises`: the exercises in a terminal, with nothing but Python and numpy."""

import sys

from exercises.cli import main

sys.exit(main(sys.argv[1:]))
