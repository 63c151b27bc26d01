"""What holds for every test: properties have no deadline, since a shared machine has its moods; CI repeats itself."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("kouan", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("kouan")
