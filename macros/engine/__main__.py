"""`python -m macros.engine` packs the engine."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
