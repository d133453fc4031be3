"""The regular expressions of the package, and for each the strings that it is worst at, made from its own structure.

    hostile_patterns.py [PATTERN…]     prints as JSON which are slow: of these, or of all that the package has

It is a program of its own because it stops searches by a signal, which has no place among the threads of other tests.
"""
from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import policyparse

LENGTH = 100_000
LIMIT = 1.0
_SIZES = (40, 1_250, 5_000, 20_000, LENGTH)
_MANY = 30  # a repeat that may go on for longer is worth pumping
_GENERIC = (" ", "1", "一", "、", "（", "A")
_END = "\x00"
_CALLS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module holds, and every one that stands in a call to `re`, by where it is."""
    out: dict[str, re.Pattern[str]] = {}
    seen: set[tuple[str, int]] = set()

    def add(where: str, pattern: re.Pattern[Any]) -> None:
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        flags = pattern.flags & (re.I | re.M | re.S | re.X)
        if (text, flags) not in seen:
            seen.add((text, flags))
            out[where] = re.compile(text, flags)

    for info in pkgutil.walk_packages(policyparse.__path__, "policyparse."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for k, item in enumerate(_within(value)):
                if isinstance(item, re.Pattern):
                    add(f"{info.name}.{name}" + (f"#{k}" if k else ""), item)
        for line, text in _in_calls(Path(str(module.__file__))):
            add(f"{info.name}:{line}", re.compile(text))
    return out


def _within(value: object) -> Iterator[object]:
    """A value, and what it holds if it is a container."""
    yield value
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _within(item)


def _in_calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS
            and isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args
            and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
        ):
            yield node.lineno, node.args[0].value


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Prefix, unit, end: the unit is repeated to make the string."""
    tree = re._parser.parse(pattern.pattern, pattern.flags)
    pumps = list(dict.fromkeys(_pumps(list(tree), "")))
    if not pumps:  # every repeat is bounded
        return []
    out = [("", unit, _END) for unit in _GENERIC]
    for before, unit in pumps:
        out += [("", unit, _END), (before, unit, _END), ("", before + unit, _END), (before + unit, before, _END)]
    return list(dict.fromkeys(a for a in out if a[1]))


def _pumps(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """For each repeat what may stand before it, and what it repeats."""
    for op, value in nodes:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = value
            if high > _MANY:
                yield before, _sample(list(body))
                for other in _others(list(body)):
                    yield before, other
            yield from _pumps(list(body), before)
            before += _sample(list(body)) * min(low, 3)
            continue
        for inner in _inner(name, value):
            yield from _pumps(inner, before)
        before += _sample([(op, value)])


def _inner(name: str, value: Any) -> list[list[Any]]:
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    if name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return [list(value[-1])]
    if name == "ATOMIC_GROUP":
        return [list(value)]
    return []


def _others(nodes: list[Any]) -> list[str]:
    """What a repeat's alternatives say, one by one."""
    if len(nodes) == 1 and str(nodes[0][0]) in ("BRANCH", "SUBPATTERN"):
        return [_sample(inner) for branch in _inner(str(nodes[0][0]), nodes[0][1]) for inner in [branch]]
    return []


def _sample(nodes: list[Any]) -> str:
    """A text that the nodes match, or nearly."""
    out = ""
    for op, value in nodes:
        name = str(op)
        if name == "LITERAL":
            out += chr(value)
        elif name in ("NOT_LITERAL", "ANY"):
            out += "天"
        elif name == "IN":
            out += _member(value)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            out += _sample(list(value[2])) * min(value[0], 3)
        elif name not in ("ASSERT", "ASSERT_NOT") and (inner := _inner(name, value)):
            out += _sample(inner[0])
    return out


def _member(items: list[Any]) -> str:
    """A character of a class; for one that excludes some, a common one that it has."""
    if str(items[0][0]) == "NEGATE":
        return next(c for c in "天1a 、，。（\n\x01" if not any(_holds(item, c) for item in items[1:]))
    return next((c for c in "天1一a " if any(_holds(item, c) for item in items)), None) or _first(items[0])


def _first(item: Any) -> str:
    op, value = item
    return chr(value[0] if str(op) == "RANGE" else value if isinstance(value, int) else ord("天"))


def _holds(item: Any, c: str) -> bool:
    op, value = str(item[0]), item[1]
    if op == "LITERAL":
        return bool(ord(c) == value)
    if op == "RANGE":
        return bool(value[0] <= ord(c) <= value[1])
    tests = {"DIGIT": c.isdigit(), "SPACE": c.isspace(), "WORD": c.isalnum() or c == "_"}
    kind = str(value).removeprefix("CATEGORY_")
    return not tests[kind[4:]] if kind.startswith("NOT_") else tests[kind]


def slow(pattern: re.Pattern[str]) -> str | None:
    """The first attack that takes the pattern longer than the limit at the full length; None if none does."""
    for prefix, unit, end in attacks(pattern):
        for how in ("finditer", "fullmatch"):
            if _takes_too_long(pattern, prefix, unit, end, how):
                return f"{how} of {prefix!r} + {unit!r} × n + {end!r}"
    return None


def _takes_too_long(pattern: re.Pattern[str], prefix: str, unit: str, end: str, how: str) -> bool:
    for size in _SIZES:
        took = _timed(pattern, prefix + unit * (size // len(unit)) + end, how)
        if took >= LIMIT:
            return True
        if size >= 1_250 and took * (LENGTH / size) ** 2 < LIMIT:  # even if the time grows with the square
            return False
    return False


class _OutOfTime(Exception):
    pass


def _stop(*_: object) -> None:
    raise _OutOfTime


def _timed(pattern: re.Pattern[str], text: str, how: str) -> float:
    """The processor's seconds that a search takes; it is stopped at the limit."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    start = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        if how == "finditer":
            deque(pattern.finditer(text), maxlen=0)
        else:
            pattern.fullmatch(text)
    except _OutOfTime:
        return LIMIT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start


def main() -> None:
    """Print what is slow, and why."""
    looked_at = {text: re.compile(text) for text in sys.argv[1:]} or patterns()
    print(json.dumps({where: why for where, pattern in looked_at.items() if (why := slow(pattern))}, ensure_ascii=False))


if __name__ == "__main__":
    main()
