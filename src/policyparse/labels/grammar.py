"""What a paragraph's number looks like: every kind of label a notice uses, read off the start of a line."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from policyparse.ordinals import chinese, chinese_number
from policyparse.view import View


class Style(IntEnum):
    """The kinds of labels; the value orders them from the outermost to the innermost as notices use them."""

    ANNEX = 0  # 附件1
    BOOK = 1  # 第一编, 第一部分
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    ARTICLE = 4  # 第一条
    ROMAN = 5  # Ⅰ.
    CN = 10  # 一、
    PAREN_CN = 20  # （一）
    ARABIC = 30  # 1.
    DECIMAL_2 = 31  # 1.1
    DECIMAL_3 = 32  # 1.1.2
    DECIMAL_4 = 33  # 1.1.2.1
    PAREN = 40  # （1）
    HALF_PAREN = 41  # 1）
    CIRCLED = 50  # ①
    UPPER = 60  # A.
    LOWER = 61  # a.
    PAREN_LETTER = 62  # （a）
    HALF_LETTER = 63  # a）


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a stretch of text.

    Attributes:
        style: Its kind.
        number: What it counts, from 1.
        text: As `Clause.label` gives it: one width, no trailing punctuation.
        length: How many characters of the view it takes, punctuation included.
        sure: It stands as the standard wants it. False where a mark is lost or odd: its neighbours must vouch for it.
        bare: Nothing but the number is left of it.
        prefix: For 1.1.2 the numbers above, (1, 1).
    """

    style: Style
    number: int
    text: str
    length: int
    sure: bool = True
    bare: bool = False
    prefix: tuple[int, ...] = ()


def relabel(label: Label, number: int) -> Label:
    """The same label with another number: what it is, where it was misread."""
    if label.style == Style.CIRCLED:
        text = chr(0x245F + number) if number <= 20 else str(number)
    elif label.style >= Style.UPPER:
        text = label.text
        for base in (64, 96):  # A, a
            text = text.replace(chr(base + label.number), chr(base + number))
    elif chinese(label.number) in label.text:
        text = label.text.replace(chinese(label.number), chinese(number), 1)
    else:
        head, _, tail = label.text.rpartition(str(label.number))
        text = f"{head}{number}{tail}"
    return replace(label, number=number, text=text, sure=False)


_CN = r"[零〇○一二三四五六七八九十百]"
_DASH = r"[-—–―－_ー]"  # what a recogniser makes of a lone 一
_OPEN, _CLOSE = r"[（〔\[【{﹝〈<《]", r"[）〕\]】}﹞〉>》]"
_ONE = r"[lI|丨]"
_CN_TWIN = "[ニ=ミ匕ハ入人+]"  # read for 二, 三, 七, 八, 十
_NUMERALS = str.maketrans("ニ=ミ匕ハ入人+", "二二三七八八八十")
_DIGITS_READ = str.maketrans("lI|丨Oo", "111100")
MISREAD = frozenset("lI|丨Oo-—–―－_ーニ=ミ匕ハ入人+")
"""What stands in a label only where a recogniser misread its number."""
# a number that opens a list of numbers (一、二等奖; 二、三产业) is no label
_NOT_A_LIST = rf"(?!{_CN}{{1,3}}(?:[、等年级类产线期季次号是档层批楼]|以上))"
_MEASURE = (
    "[年月日号时分秒些方般系直旦切律定致样线贯概点周天岁元角万亿千百十几多余个名位人家所条项次种类级届届期批轮步层座栋台套辆架艘件份张页册本门节课堂场支只头株棵亩吨克斤升"
    "米里度倍成折户口处片块段班组队校县市区镇乡村省国部章编字句行]|平方|立方|公[里斤顷分]|小时|分钟|厘米|毫|以[上下内外]|[至到或—~-]"
)
# words that begin like a measure: 2分批实施, 二支持企业
_NO_MEASURE = (
    "分(?:[类批期级步组别工头片区层析解布管]|阶段)|支[持撑付出援部]|部[署门]|条[件例款]|项目|种[植业养子]|组[织建]|队伍|校[园企内外舍]|县[区域级]|乡[村镇]|村[级民集]"
    "|国[家有防]|家[庭校长]|人[才员事力口民社]|名[单称优]|编[制写]|处[理置罚]|批[准复]|期[间限]|周[边期]|时[间]|日常|年度|方[案法便]|升[级学]|成[立果效本]|课[程后堂]"
    "|场[地所馆]|层层|台账|本[科地级]|节[约能]|行[政业动]|省[级内]|市[场级县]|区[域级]|多[措方渠元]|个[人体性]|线[上下]|点[面]|定[期向点]|致力|统[筹一计]|度量|口岸|户外|头部|字号"
)
# after 3.5, which is no label then
_UNITS = "[万亿元倍米吨月年亩]|版本?(?!权)|个(?![人体性])|小时|公[里斤顷]|千[米瓦克]|平方|立方"
_PLACE = "[\u4e00-\u9fff]{1,3}[省市县区州]|[川明江平安色]"  # 四川, 三明, 九江, 六安, 百色
_REFERS = r"(?!第|[、和至及到或与的]|规定|所[列称述]|款|项|中的|之[间中])"

Match = re.Match[str]
Starts = tuple[tuple[int, int], ...]


def _cn(style: Style, form: str, sure: bool = True, bare: bool = False) -> Callable[[Match], Label | None]:
    def read(m: Match) -> Label | None:
        number = 1 if re.fullmatch(_DASH, m["n"]) else chinese_number(m["n"].translate(_NUMERALS))
        if not number or number > 400:
            return None
        return Label(style, number, form.format(chinese(number)), m.end(), sure and m["n"] == chinese(number), bare)

    return read


def _ar(style: Style, form: str, sure: bool = True, bare: bool = False) -> Callable[[Match], Label | None]:
    def read(m: Match) -> Label | None:
        number = int(m["n"].translate(_DIGITS_READ))
        if not 0 < number <= 300 or (m["n"].startswith("0") and len(m["n"]) < 3):
            return None
        return Label(style, number, form.format(number), m.end(), sure and m["n"] == str(number), bare)

    return read


def _decimal(m: Match) -> Label | None:
    numbers = tuple(int(x) for x in m["n"].split("."))
    if not all(0 < n <= 60 for n in numbers):
        return None
    style = (Style.DECIMAL_2, Style.DECIMAL_3, Style.DECIMAL_4)[len(numbers) - 2]
    return Label(style, numbers[-1], m["n"], m.end(), False, False, numbers[:-1])


def _letter(style: Style, form: str) -> Callable[[Match], Label | None]:
    def read(m: Match) -> Label | None:
        return Label(style, ord(m["n"].lower()) - 96, form.format(m["n"]), m.end(), False)

    return read


_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _roman(m: Match) -> Label | None:
    n = m["n"]
    number = ord(n) - 0x215F if len(n) == 1 and "Ⅰ" <= n <= "Ⅻ" else _ROMANS.index(n) + 1
    return Label(Style.ROMAN, number, n, m.end(), not n.isascii())


def _single(style: Style, starts: Starts, form: Callable[[int, str], str]) -> Callable[[Match], Label | None]:
    """Labels that are one character: `starts` are the code point and number that each run of them begins with."""

    def read(m: Match) -> Label | None:
        code = ord(m["n"])
        start, first = max(x for x in starts if x[0] <= code)
        number = code - start + first
        return Label(style, number, form(number, m["n"]), m.end())

    return read


def _annex(m: Match) -> Label | None:
    raw = m["n"] or ""
    number = int(raw) if raw.isdigit() else chinese_number(raw) or 1
    return Label(Style.ANNEX, number, f"{m['word']}{number if raw else ''}{m['sub'] or ''}", m.end())


_ANNEX_NUMBER = r"(?:\d{1,2}(?=\d{4}年)|\d{1,2}(?!\d))"
_ANNEX_LINE = re.compile(
    rf"(?P<word>附[件录]?)(?P<n>{_ANNEX_NUMBER}|{_CN}{{1,3}})?(?P<sub>-\d{{1,2}})?(?:[：:、.]|(?<=[件录\d]))"
    r"(?=[\u4e00-\u9fff“《]|\d{4}年)"
)


def read_annex(view: View, at: int = 0) -> Label | None:
    """The label of an annex whose title stands on its own line (附件：评审办法), where it is known to head one."""
    m = _ANNEX_LINE.match(view.text[at : at + 24])
    return None if m is None else _annex(m)


def _nth(m: Match) -> Label | None:
    number = int(m["n"]) if m["n"].isdigit() else chinese_number(m["n"])
    if not number:
        return None
    unit = m["unit"]
    style = {"章": Style.CHAPTER, "节": Style.SECTION, "条": Style.ARTICLE}.get(unit, Style.BOOK)
    return Label(style, number, f"第{m['n']}{unit}{m['sub'] or ''}", m.end())


_ARTICLE = re.compile(rf"第(?P<n>{_CN}{{1,4}}|\d{{1,3}})(?P<unit>[编篇章节条])(?P<sub>之{_CN}{{1,2}})?")
_CIRCLES = ((0x2460, 1), (0x24F5, 1), (0x2776, 1), (0x2780, 1), (0x278A, 1), (0x3251, 21), (0x32B1, 36))
_GRAMMAR: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[Match], Label | None]], ...] = tuple(
    (re.compile(first), re.compile(pattern), read)
    for first, pattern, read in (
        # 附件1, 附件1-2, 附录A; not 附件中, nor a sentence that begins with 附件
        ("附",
         rf"(?P<word>附件|附录)(?:之(?={_CN}))?(?P<n>{_ANNEX_NUMBER}|{_CN}{{1,3}}+)?+(?P<sub>[-—]\d{{1,2}}+|[A-H](?![A-Za-z]))?+"
         rf"(?:(?<=\d)[：:、.](?!\d*[.、])|(?<={_CN})[：:、.]|[：:](?=$))?+"
         r"(?![的中所和及与、，。；）》：:]|附件|材料|要求|规定|格式|内容|(?:下载|列表|清单|目录|说明)[：:]"
         r"|[^。：、]{2,60}。$)", _annex),
        # 【附件2】, alone on its line
        (r"[（【\[〔]",
         rf"[（【\[〔](?P<word>附件)(?P<n>\d{{1,2}}|{_CN}{{1,3}})?(?P<sub>-\d{{1,2}})?[）】\]〕][：:]?(?=$)", _annex),
        # 附1：, 附：
        ("附", rf"(?P<word>附)(?:(?P<n>\d{{1,2}}|{_CN}{{1,2}})(?P<sub>-\d{{1,2}})?(?:[：:、.]|$)|[：:]|$)", _annex),
        # 第一编, 第二部分, 第三章, 第四节, 第五条之一; not 第五条规定
        ("第",
         rf"第(?P<n>{_CN}{{1,4}}|\d{{1,3}})(?P<unit>编|篇|部分|章|节|条)(?P<sub>之{_CN}{{1,2}})?{_REFERS}[：:、.]?",
         _nth),
        # Ⅱ、, IV.
        ("[Ⅰ-ⅫIVX]", r"(?P<n>[Ⅰ-Ⅻ]|XII|XI|IX|IV|V?I{1,3}|V|X)[、.](?!\d)", _roman),
        # （二）, and （—） for （一）
        (_OPEN, rf"{_OPEN}(?P<n>{_CN}{{1,4}}|{_DASH}){_CLOSE}[、.，：:]?", _cn(Style.PAREN_CN, "（{}）")),
        # 二）, （二: a bracket is lost
        (_CN, rf"(?P<n>{_CN}{{1,4}}){_CLOSE}[、.，：:]?", _cn(Style.PAREN_CN, "（{}）", sure=False)),
        ("（", rf"（(?P<n>{_CN}{{1,4}})(?![）\w]*[）])", _cn(Style.PAREN_CN, "（{}）", sure=False)),
        # ㈡
        ("[㈠-㈩]", r"(?P<n>[㈠-㈩])[、.]?", _single(Style.PAREN_CN, ((0x3220, 1),), lambda n, _: f"（{chinese(n)}）")),
        # 二、; not 一、二等奖
        (_CN, rf"(?P<n>{_CN}{{1,4}}+)[、.]+{_NOT_A_LIST}", _cn(Style.CN, "{}")),
        # 二，; —、 and ニ、: the mark or the number is misread
        (_CN, rf"(?P<n>{_CN}{{1,4}}+)[，,：:。；·丶]{_NOT_A_LIST}", _cn(Style.CN, "{}", sure=False)),
        (f"{_DASH}|{_CN_TWIN}", rf"(?P<n>{_DASH}|{_CN_TWIN})、", _cn(Style.CN, "{}", sure=False)),
        (_OPEN, rf"{_OPEN}(?P<n>{_CN_TWIN}){_CLOSE}", _cn(Style.PAREN_CN, "（{}）", sure=False)),
        # 1.2, 1.2.3; not 3.5万
        (r"\d", rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[、.]?(?![\d%～~A-Za-z-]|{_UNITS})", _decimal),
        # 3., 3、
        (r"\d", r"(?P<n>\d{1,3})[.、](?:[.、]|(?!\d))", _ar(Style.ARABIC, "{}")),
        # 3.2024年: a figure follows, which may make a decimal of it
        (r"\d",
         rf"(?P<n>\d{{1,2}})[.、](?=\d)(?!\d{{1,2}}(?:%|(?!月)(?:{_UNITS})))", _ar(Style.ARABIC, "{}", sure=False)),
        # 3，; l. and 1O.: the mark or a digit is misread
        (r"\d", r"(?P<n>\d{1,2})[，,：:。；·丶](?!\d)", _ar(Style.ARABIC, "{}", sure=False)),
        ("[lI|丨1-9]", rf"(?P<n>{_ONE}|{_ONE}[\dOo]|[1-9][lIOo])[.、](?!\d)", _ar(Style.ARABIC, "{}", sure=False)),
        # ⒊
        ("[⒈-⒛]", r"(?P<n>[⒈-⒛])", _single(Style.ARABIC, ((0x2488, 1),), lambda n, _: str(n))),
        # （3）
        (_OPEN, rf"{_OPEN}(?P<n>\d{{1,3}}|{_ONE}){_CLOSE}[、.，：:]?", _ar(Style.PAREN, "（{}）")),
        # ⑶
        ("[⑴-⒇]", r"(?P<n>[⑴-⒇])", _single(Style.PAREN, ((0x2474, 1),), lambda n, _: f"（{n}）")),
        # {（3）: the bracket was read twice
        (r"[}{\[（]", r"[}{\[（]{1,3}(?P<n>\d{1,2})）[、.]?", _ar(Style.PAREN, "（{}）", sure=False)),
        # 3）, which may also have lost its first bracket
        (r"\d", r"(?P<n>\d{1,2})[）)][、.]?", _ar(Style.HALF_PAREN, "{}）")),
        (r"\d", r"(?P<n>\d{1,2})[）)][、.]?", _ar(Style.PAREN, "（{}）", sure=False)),
        # ③
        ("[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾]", r"(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾])[、.]?",
         _single(Style.CIRCLED, _CIRCLES, lambda n, c: chr(0x245F + n) if n <= 20 else c)),
        # A., a.; （a）, a）
        ("[A-Z]", r"(?P<n>[A-Z])[、.]", _letter(Style.UPPER, "{}")),
        ("[a-z]", r"(?P<n>[a-z])[、.](?![a-z.])", _letter(Style.LOWER, "{}")),
        ("（", r"（(?P<n>[A-Za-z])）", _letter(Style.PAREN_LETTER, "（{}）")),
        ("[A-Za-z]", r"(?P<n>[A-Za-z])）", _letter(Style.HALF_LETTER, "{}）")),
        # 二加强, 3加强: all punctuation is lost, and only neighbours can prove these
        (_CN, rf"(?P<n>{_CN}{{1,3}}+)(?![是要、\d）])(?:(?={_NO_MEASURE})|(?!{_MEASURE}|{_PLACE}))",
         _cn(Style.CN, "{}", sure=False, bare=True)),
        (r"\d", rf"(?P<n>\d{{1,2}}+)(?=[\u4e00-\u9fff“《])(?:(?={_NO_MEASURE})|(?!{_MEASURE}))",
         _ar(Style.ARABIC, "{}", sure=False, bare=True)),
    )
)
"""What a label's first character is, the label, and what it is then; the likeliest first."""


def read_labels(view: View, at: int = 0) -> list[Label]:
    """The labels that `view` may begin with at `at`, the likeliest first; `length` counts from `at`.

    A short stretch can be read in more than one way (1.5G网络 as 1. or as 1.5): the neighbours say which one holds.
    """
    out: list[Label] = []
    head = view.text[at : at + 24]
    for label in (*_ways(head), *_article(view, head, at)):
        if label.bare and _blank_after(view, at + label.length):  # 1　总则: the blank is the mark
            label = replace(label, bare=False)
        if all((x.style, x.number, x.prefix) != (label.style, label.number, label.prefix) for x in out):
            out.append(label)
    return out


@lru_cache(maxsize=1024)
def _opened_by(char: str) -> tuple[tuple[re.Pattern[str], Callable[[Match], Label | None]], ...]:
    """The kinds of labels that may begin with a character: few do with one, and none with most."""
    return tuple((pattern, read) for first, pattern, read in _GRAMMAR if first.match(char))


@lru_cache(maxsize=512)
def _ways(head: str) -> tuple[Label, ...]:
    """The labels that a stretch may begin with, whatever stands behind its characters."""
    found = (read(m) for pattern, read in _opened_by(head[:1]) if (m := pattern.match(head)))
    return tuple(label for label in found if label is not None)


def _article(view: View, head: str, at: int) -> Iterator[Label]:
    """第八条 with a blank behind it, whatever the next word: without one 第八条项 refers to the article."""
    m = _ARTICLE.match(head)
    if m is not None and _blank_after(view, at + m.end()) and (label := _nth(m)) is not None:
        yield label


def _blank_after(view: View, end: int) -> bool:
    """Whether white space on the same line, and more of the text, follows the character before `end`."""
    if not 0 < end < len(view):
        return False
    between = view.raw[view.at[end - 1] + 1 : view.at[end]]
    return bool(between) and between.isspace() and "\n" not in between
