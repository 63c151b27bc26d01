"""`python -m flows.benchmark`: the figures of cleaning."""

from __future__ import annotations

from flows.benchmark.cleaning import main

if __name__ == "__main__":
    raise SystemExit(main())
