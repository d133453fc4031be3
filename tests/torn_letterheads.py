"""Letterheads of joint notices, torn as recognisers tear them: seeded cases, each with the bodies it was made of."""
from __future__ import annotations

import random
from dataclasses import dataclass

from policyparse.lexicon.names import full_name, local_organs
from policyparse.lexicon.regions import Region, regions

NUMERALS = "零一二三四五六七八九十"
WRONG = "荒萆陈拆弃厉孚技末未土士曰口囗入人巳己灭夭木大太广厂干千王玉主目自贝见"
"""What recognisers put in a character's place; some of these stand in names, too."""


@dataclass(frozen=True)
class Torn:
    """A case.

    Attributes:
        text: The notice, its letterhead torn.
        bodies: Whose it is, in full, host first.
        ordered: Whether the order can be told: the rows were not shuffled (nor, where some names are whole, a
            beginning lost), or the signatures say it.
        host: Whether title says who the host is.
    """

    text: str
    bodies: tuple[str, ...]
    ordered: bool
    host: bool


def torn_letterhead(seed: int, most: int = 8) -> Torn:
    """The case of a seed: 1 to `most` bodies of one province or city."""
    rng = random.Random(seed)
    region = rng.choice(_regions())
    names = _bodies(rng, region, rng.randint(1, most))
    torn = [_tear(rng, name, region) for name in names]
    rows = [x for x in _laid_out(rng, torn) if x]
    clear = all(p[0] for p in torn) or all(len(p) > 1 for p in torn)
    if shuffled := rng.random() < 0.25:
        rng.shuffle(rows)
    rows = _with_errors(rng, rows)
    rows = _with_mark(rng, rows)
    rows = [_spread(rng, row) if rng.random() < 0.15 else [row] for row in rows] if not shuffled else [[r] for r in rows]
    title, host = _title(rng, names)
    signed = rng.random() < 0.4
    foot = ["现将有关事项通知如下。", "一、提高认识。各地要高度重视，认真组织实施。"]
    foot += [*names, "2022年3月1日"] if signed else ["（此件主动公开）"]
    stem = names[0].removeprefix(region.name)
    number = f"{region.prefixes[0] if region.prefixes else region.name[0]}{stem[0]}发〔2022〕{rng.randint(1, 99)}号"
    text = "\n".join([*(x for row in rows for x in row), number, title, "各有关单位：", *foot])
    return Torn(text, tuple(names), (clear and not shuffled) or signed, host or signed)


def _regions() -> list[Region]:
    return [r for r in regions().values() if (r.prefixes if r.level == "province" else r.level == "city" and r.parent)]


def _bodies(rng: random.Random, region: Region, count: int) -> list[str]:
    """Departments that a region of this level has, no two of one work under an old and a new name."""
    wholes = sorted(set(local_organs().values()))
    if region.level == "province":
        fit = [x for x in wholes if not (x.endswith("局") and x[:-1] + "厅" in wholes)]
    else:
        fit = [x for x in wholes if not x.endswith("厅")]
    fit = [x for x in fit if not x.startswith(("税务局", "委员会"))]  # their names do not open with the region's
    rng.shuffle(fit)
    chosen: list[str] = []
    for x in fit:
        if len(chosen) < count and all(x[:2] != y[:2] for y in chosen):
            chosen.append(x)
    return [full_name(region.name + x, region) for x in chosen]


def _tear(rng: random.Random, name: str, region: Region) -> tuple[str, ...]:
    """A name in one piece, or in two or three, a few characters on both sides of a tear, or one lost at it."""
    how = rng.random()
    if how < 0.15:
        return (name,)
    prefix = len(region.name)
    # the region's name, or the beginning of it, torn off; or torn inside the department's
    cut = rng.choice([prefix, prefix, len(region.stem)]) if how < 0.65 else rng.randint(prefix, len(name) - 2)
    head, tail = name[:cut], name[cut:]
    slip = rng.random()
    if slip < 0.2 and cut > 2:
        tail = name[cut - rng.randint(1, min(2, cut - 1)):]
    elif slip < 0.27 and len(tail) >= 5:
        tail = tail[1:]
    elif slip < 0.32 and len(tail) >= 4:
        tail = tail[0] + tail
    if rng.random() < 0.05 and len(tail) >= 3:
        return ("" if cut <= prefix else head, tail)  # the region's name was not read at all
    if len(tail) >= 8 and rng.random() < 0.15:
        middle = rng.randint(3, len(tail) - 3)
        return head, tail[:middle], tail[middle:]
    return head, tail


def _laid_out(rng: random.Random, torn: list[tuple[str, ...]]) -> list[str]:
    """The fragments in the order in which a recogniser gives them: row by row, or column by column."""
    how = rng.random()
    if how < 0.3:
        return [piece for pieces in torn for piece in pieces]
    if how < 0.65:  # what is in one piece begins in the first column
        return [p[0] for p in torn] + [x for p in torn for x in p[1:]]
    return [x for p in torn for x in p[1:]] + [p[0] for p in torn]


def _with_errors(rng: random.Random, rows: list[str]) -> list[str]:
    rows = list(rows)
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        i = rng.randrange(len(rows))
        if len(rows[i]) >= 3:
            at = rng.randrange(len(rows[i]))
            rows[i] = rows[i][:at] + rng.choice(WRONG) + rows[i][at + 1:]
    return rows


def _with_mark(rng: random.Random, rows: list[str]) -> list[str]:
    """文件 at the end or the beginning of a row, inside one, on a row of its own, or not at all."""
    rows, i, how = list(rows), rng.randrange(len(rows)), rng.random()
    if how < 0.4:
        rows[i] += "文件"
    elif how < 0.55:
        rows[i] = "文件" + rows[i]
    elif how < 0.65:
        at = rng.randint(0, len(rows[i]))
        rows[i] = rows[i][:at] + "文件" + rows[i][at:]
    elif how < 0.85:
        rows.insert(i, "文件")
    elif how < 0.92:
        rows[i:i] = ["文", "件"]
    return rows


def _spread(rng: random.Random, row: str) -> list[str]:
    """A row's letters apart: by blanks, or each on a row of its own."""
    return [" ".join(row)] if rng.random() < 0.8 else list(row)


def _title(rng: random.Random, names: list[str]) -> tuple[str, bool]:
    about = "关于做好2022年有关工作的通知"
    how = rng.random()
    if len(names) > 1 and how < 0.4:
        count = NUMERALS[len(names)]
        return f"{names[0]}等{count}部门{about}", True
    if how < 0.55:
        return " ".join(names) + about, True
    return about, False
