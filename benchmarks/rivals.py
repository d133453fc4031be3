"""JioNLP and cn2an, which read Chinese numbers and times too; `make rivals` installs them for the benchmarks alone."""
from __future__ import annotations

import io
import logging
import sys
import time
import types
import warnings
from contextlib import redirect_stdout
from datetime import date
from typing import Any


def jionlp() -> Any:
    """JioNLP, quiet, and without jiojio, a segmenter under the GPL that its times and amounts have no use for."""
    sys.modules.setdefault("jiojio", types.ModuleType("jiojio"))
    with redirect_stdout(io.StringIO()):
        import jionlp as module
    logging.disable(logging.ERROR)
    return module


def cn2an() -> Any:
    """The module cn2an, without its warnings about what it cannot read."""
    import cn2an as module

    warnings.filterwarnings("ignore", module="cn2an")
    return module


def seconds(day: date) -> float:
    """A day as JioNLP takes it: seconds since 1970, local time."""
    return time.mktime((day.year, day.month, day.day, 0, 0, 0, 0, 0, -1))
