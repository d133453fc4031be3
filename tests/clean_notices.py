"""Clean notices of our own making, with the truth about their trees: seeded, of many subjects and list patterns."""
from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import notice_phrases as words
from policyparse.ordinals import chinese

Form = Callable[[int, tuple[int, ...]], str]


@dataclass(frozen=True)
class Piece:
    """A run of characters with what is true of it: `mark` is `furniture`, `scrap`, a repeat's `dup N` or its first's `one N`."""

    text: str
    mark: str = ""


@dataclass
class Row:
    """A paragraph as it is printed.

    Attributes:
        pieces: Its text.
        label: As it is printed; empty where it is no clause.
        name: As `Clause.label` gives it.
        key: Identifies the clause; `parent` is another's key.
        kind: head, body, clause, annex, foot; what is put in between is furniture or scrap.
        plain: Whether it has no list of its own below it and may be repeated.
    """

    pieces: list[Piece]
    label: str = ""
    name: str = ""
    key: int | None = None
    parent: int | None = None
    kind: str = "body"
    plain: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        return self.label + "".join(p.text for p in self.pieces)


def _cn(form: str) -> Form:
    return lambda n, _: form.format(chinese(n))


def _ar(form: str) -> Form:
    return lambda n, _: form.format(n)


def _run(start: int) -> Form:
    return lambda n, _: chr(start + n - 1)


def _decimal(above: int, mark: str) -> Form:
    return lambda n, up: ".".join(map(str, (*up[-above:], n))) + mark


@dataclass(frozen=True)
class Kind:
    """A kind of label: how it is printed, in several hands, and how it is named."""

    forms: tuple[Form, ...]
    name: Form
    most: int = 12  # items in a list
    head: bool = False  # its items are headings
    runs_on: bool = False  # its numbers go on below the next heading


CN = Kind((_cn("{}、"), _cn("{}、 "), _cn("{}．"), _cn("{}. ")), _cn("{}"), 12, True)
PAREN_CN = Kind((_cn("（{}）"), _cn("({})"), _cn("（{}） "), _cn("({})、")), _cn("（{}）"))
GLYPH_CN = Kind((_run(0x3220),), _cn("（{}）"), 10)
ARABIC = Kind((_ar("{}."), _ar("{}．"), _ar("{}、"), _ar("{}. ")), _ar("{}"))
GLYPH = Kind((_run(0x2488),), _ar("{}"))
PAREN = Kind((_ar("（{}）"), _ar("({})"), _ar("（{}） ")), _ar("（{}）"))
GLYPH_PAREN = Kind((_run(0x2474),), _ar("（{}）"))
HALF = Kind((_ar("{})"), _ar("{}）")), _ar("{}）"))
CIRCLE = Kind((_run(0x2460), lambda n, _: f"{chr(0x245F + n)} "), _run(0x2460), 10)
LETTER = Kind((lambda n, _: f"{chr(96 + n)})",), lambda n, _: f"{chr(96 + n)}）", 6)
UPPER = Kind((lambda n, _: f"{chr(64 + n)}.",), lambda n, _: chr(64 + n), 6)
CHAPTER = Kind((_cn("第{}章　"), _cn("第{}章 "), _cn("第{}章")), _cn("第{}章"), 7, True)
SECTION = Kind((_cn("第{}节　"),), _cn("第{}节"), 4, True)
ARTICLE = Kind((_cn("第{}条　"), _cn("第{}条 ")), _cn("第{}条"), 12, False, True)
PART = Kind((_cn("第{}部分　"), _cn("第{}部分 ")), _cn("第{}部分"), 4, True)
WHOLE = Kind((_ar("{}　"), _ar("{} ")), _ar("{}"), 6, True)
TWO = Kind((_decimal(1, " "), _decimal(1, "　")), _decimal(1, ""), 6)
THREE = Kind((_decimal(2, " "),), _decimal(2, ""), 6)

PATTERNS: tuple[tuple[Kind, ...], ...] = (
    (CN, PAREN_CN, ARABIC, PAREN, CIRCLE),
    (CN, PAREN_CN, ARABIC, PAREN),
    (CN, PAREN_CN, ARABIC),
    (CN, PAREN_CN),
    (CN, ARABIC, PAREN),
    (CN, ARABIC, CIRCLE),
    (CN, ARABIC),
    (CN,),
    (CHAPTER, ARTICLE, PAREN_CN, ARABIC),
    (CHAPTER, SECTION, ARTICLE, PAREN_CN),
    (ARTICLE, PAREN_CN),
    (ARTICLE,),
    (PART, CN, PAREN_CN, ARABIC),
    (WHOLE, TWO, THREE),
    (WHOLE, TWO, PAREN),
    (ARABIC, PAREN, CIRCLE),
    (ARABIC,),
    (PAREN_CN, ARABIC),
    (CN, GLYPH_CN, GLYPH, GLYPH_PAREN),
    (CN, PAREN_CN, HALF, LETTER),
    (CN, PAREN_CN, ARABIC, UPPER),
    (CN, PAREN_CN, replace(ARABIC, runs_on=True)),
    (CN, replace(PAREN_CN, runs_on=True), ARABIC),
)


@dataclass
class Clean:
    """A notice whose tree is known, row by row."""

    rows: list[Row] = field(default_factory=list)
    keys: int = 0

    def add(self, text: str, kind: str = "body") -> None:
        """A paragraph without a number."""
        self.rows.append(Row([Piece(text)], kind=kind))


class Composer:
    """Makes sentences, headings and items on one subject; none of them comes twice."""

    def __init__(self, rng: random.Random, subject: str) -> None:
        self.rng = rng
        self.subject = subject
        self.objects = words.SUBJECTS[subject].split()
        self.said: set[str] = set()

    def _fresh(self, make: Callable[[], str]) -> str:
        for _ in range(60):
            if (text := make()) not in self.said:
                break
        self.said.add(text)
        return text

    def heading(self) -> str:
        """加强…管理."""
        rng = self.rng
        if rng.random() < 0.35:
            return self._fresh(lambda: rng.choice(words.HEADS))
        return self._fresh(lambda: rng.choice(words.VERBS) + rng.choice(self.objects))

    def sentence(self) -> str:
        """One sentence with its 。"""
        return self._fresh(self._sentence)

    def _sentence(self) -> str:
        rng = self.rng
        one, two = rng.sample(self.objects, 2)
        pick = rng.randrange(7)
        if pick == 0:
            text = f"{rng.choice(words.MEANS)}，{rng.choice(words.VERBS)}{one}，{rng.choice(words.AIMS)}"
        elif pick == 1:
            text = f"{rng.choice(words.BODIES)}{rng.choice(words.DUTIES)}，{rng.choice(words.VERBS)}{one}"
        elif pick == 2:
            text = f"{rng.choice(words.VERBS)}{one}和{two}，{self.figure()}"
        elif pick == 3:
            text = f"对{one}，{rng.choice(words.BODIES)}{rng.choice(words.DUTIES)}；对{two}，{rng.choice(words.MEANS)}，{rng.choice(words.AIMS)}"
        elif pick == 4:
            text = f"{self.figure()}，{rng.choice(words.AIMS)}"
        elif pick == 5:
            text = f"一是{rng.choice(words.VERBS)}{one}。二是{rng.choice(words.MEANS)}，{rng.choice(words.VERBS)}{two}"
        else:
            text = f"{rng.choice(words.MEANS)}，{rng.choice(words.BODIES)}{rng.choice(words.DUTIES)}，{rng.choice(words.AIMS)}"
        if rng.random() < 0.12:
            text += f"（{rng.choice(words.BODIES)}、{rng.choice(words.BODIES)}按职责分工负责）"
        return text + "。"

    def figure(self) -> str:
        """A clause with numbers."""
        rng = self.rng
        return rng.choice(words.FIGURES).format(
            y=rng.randint(2019, 2031), n=rng.choice([3, 5, 8, 12, 20, 35, 60, 100, 260, 1500]), p=rng.randint(60, 99),
            k=rng.randint(2, 9), m=rng.randint(1, 12),
        )

    def item(self, end: str = "。") -> str:
        """A short item of a list."""
        rng = self.rng
        return self._fresh(lambda: f"{rng.choice(words.VERBS)}{rng.choice(self.objects)}，{rng.choice(words.AIMS)}")[:60] + end


def clean_notice(seed: int) -> Clean:
    """The notice of a seed: head, body, foot, and in some a plan or annexes after it."""
    rng = random.Random(seed)
    subject = rng.choice(list(words.SUBJECTS))
    composer = Composer(rng, subject)
    out = Clean()
    place, office, kind = rng.choice(words.PLACES), rng.choice(words.OFFICES), rng.choice(words.KINDS)
    body = place + office
    if rng.random() < 0.7:
        out.add(f"{body}文件", "head")
        out.add(f"{place[0]}政发〔{rng.randint(2012, 2025)}〕{rng.randint(1, 99)}号", "head")
    annexes = rng.choice([0, 0, 0, 1, 2])
    plan = not annexes and rng.random() < 0.3
    title = f"{body}关于印发《{subject}{kind}》的通知" if plan or annexes else f"{body}关于{rng.choice(words.VERBS[:20])}{subject}工作的{rng.choice(['通知', '意见'])}"
    out.add(title, "head")
    out.add("各县区人民政府，市直有关单位：", "head")
    out.add(rng.choice(words.INTROS).format(s=subject), "body")
    if not plan or rng.random() < 0.4:
        _grow(out, composer, rng.choice(PATTERNS[:7]) if plan else rng.choice(PATTERNS), None, 0, (), {})
    if closing := rng.choice(words.CLOSINGS):
        out.add(closing, "foot")
    names = [f"{subject}{composer.heading()}{rng.choice(['办法', '方案', '细则'])}" for _ in range(annexes)]
    if annexes:
        out.add("附件：" + (names[0] if annexes == 1 else f"1.{names[0]}"), "foot")
        for n, name in enumerate(names[1:], 2):
            out.add(f"{n}.{name}", "foot")
    if plan or annexes or rng.random() < 0.8:
        out.add(body, "foot")
        out.add(f"{rng.randint(2012, 2025)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", "foot")
    if plan:
        out.add(f"{subject}{kind}", "title")
        _grow(out, composer, rng.choice(PATTERNS), None, 0, (), {})
    for n, name in enumerate(names, 1):
        label = "附件" if annexes == 1 else f"附件{n}"
        out.keys += 1
        out.rows.append(Row([Piece("")], label, label, out.keys, None, "annex"))
        out.add(name, "title")
        _grow(out, composer, rng.choice(PATTERNS), out.keys, 0, (), {})
    return out


def _grow(
    out: Clean, composer: Composer, pattern: tuple[Kind, ...], parent: int | None, depth: int, up: tuple[int, ...],
    running: dict[int, int], size: int = 0, hand: tuple[Form, ...] = (),
) -> None:
    """A list, and the lists below its items."""
    rng = composer.rng
    kind = pattern[depth]
    hand = hand or tuple(rng.choice(k.forms) for k in pattern)
    last = depth == len(pattern) - 1
    first = running.get(depth, 0) + 1 if kind.runs_on else 1
    count = rng.randint(2, min(kind.most, 7 if not depth else 5))
    semicolons = last and depth > 0 and rng.random() < 0.4
    for i in range(count):
        number = first + i
        if number > 10 and kind in (GLYPH_CN, CIRCLE):
            break
        running[depth] = number
        out.keys += 1
        own = out.keys
        deeper = not last and (kind.head or rng.random() < 0.45)
        if kind.head and kind in (CHAPTER, SECTION, PART):
            text = composer.heading()
        elif deeper:
            lead = rng.random()
            if lead < 0.5:
                text = composer.heading()
            elif lead < 0.75:
                text = f"{composer.heading()}。{composer.sentence()}"
            else:
                text = f"{composer.heading()}，{rng.choice(words.AIMS)}，具体包括："
        elif semicolons:
            text = composer.item("；" if i < count - 1 else "。")
        elif rng.random() < 0.75:
            text = f"{composer.heading()}。" + "".join(composer.sentence() for _ in range(rng.randint(1, 3)))
        else:
            text = "".join(composer.sentence() for _ in range(rng.randint(1, 3)))
        label = hand[depth](number, up)
        out.rows.append(Row([Piece(text)], label, kind.name(number, up), own, parent, "clause", not deeper, depth))
        if deeper and not text.endswith("：") and rng.random() < 0.15:
            out.add(composer.sentence())
        if deeper:
            _grow(out, composer, pattern, own, depth + 1, (*up, number), running, hand=hand)
        elif not semicolons and rng.random() < 0.12:
            out.add(composer.sentence() + composer.sentence())
