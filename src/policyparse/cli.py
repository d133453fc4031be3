"""The command line."""
from __future__ import annotations

import sys


def main() -> int:
    """Run `policyparse`."""
    from policyparse.pipeline import parse

    print(parse(sys.argv[2]).model_dump_json())
    return 0
