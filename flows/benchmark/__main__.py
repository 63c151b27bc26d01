"""`python -m flows.benchmark`: the same as `kouan bench`."""

from __future__ import annotations

import sys

from flows.cli import main

if __name__ == "__main__":
    main(["bench", *sys.argv[1:]])
