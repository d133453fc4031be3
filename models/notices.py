"""Makes notices out of our own sentences, with what is true of them, and damages them as prints and scans do."""
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyparse.ordinals import chinese

PLACES = ("青川省", "临江市", "云岭市", "白沙县", "南屏市", "东原省")
ORGANS = ("教育局", "财政局", "民政局", "农业农村局", "交通运输局", "水利局", "卫生健康委员会", "市场监督管理局")
OTHERS = (
    "高新区管委会", "市总工会", "团市委", "市妇联", "市委宣传部", "市国资委", "各县（市、区）人民政府",
    "各乡镇（街道）", "市大数据发展集团", "市供电公司", "临江海关", "市发展改革委", "市人力资源社会保障局",
    "国家税务总局云岭市税务局", "市政务服务数据管理局", "市交警支队", "市残联", "各有关高校", "市农科院", "市城管局",
    "市文化广电旅游局", "经开区",
)
THEMES = ("农村公路建设", "义务教育均衡发展", "河道综合治理", "养老服务提升", "营商环境优化", "食品安全监管")
KINDS = ("通知", "意见", "方案", "办法")
HEADS = ("总体要求", "主要任务", "保障措施", "工作步骤", "组织实施", "加强监督检查", "完善投入机制", "强化宣传引导")
LOST = {
    "、": " ", "（": "", "）": "", "一": "二", "3": "8", "1": "l", "〔": "[", "〕": "]",
    "关": "美", "局": "屙", "月": "日",
}


@dataclass(slots=True)
class Made:
    """A made notice: its text after damage, and its records as they were before."""

    text: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    clauses: list[tuple[str, str]] = field(default_factory=list)
    assignments: list[tuple[tuple[str, str], str, tuple[str, ...]]] = field(default_factory=list)


def make(seed: int, sentences: Sequence[str]) -> Made:
    """A notice; the same seed and sentences give the same."""
    rng = random.Random(seed)
    made = Made()
    lines = [*_head(rng, made), *_body(rng, made, sentences), *_foot(rng, made)]
    made.text = "\n".join(_damaged(rng, lines, rng.choice((0, 0, 0.01, 0.04)))) + "\n"
    return made


def _head(rng: random.Random, made: Made) -> list[str]:
    place, theme, kind = rng.choice(PLACES), rng.choice(THEMES), rng.choice(KINDS)
    issuers = [place + x for x in rng.sample(ORGANS, rng.choice((1, 1, 2, 3)))]
    year = rng.randint(2012, 2024)
    number = f"{place[0]}{issuers[0][3]}发〔{year}〕{rng.randint(1, 90)}号"
    title = f"关于进一步做好{theme}工作的{kind}"
    asked = [f"各县（市、区）{x}" for x in rng.sample(ORGANS, rng.randint(1, 3))]
    date = (year, rng.randint(1, 12), rng.randint(1, 28))
    made.fields = {
        "issuers": issuers, "document_number": [number], "title": [title], "addressees": asked,
        "signatories": issuers, "issue_date": ["{}-{:02}-{:02}".format(*date)],
    }
    shown = number.replace("〔", "（").replace("〕", "）") if rng.random() < 0.2 else number
    mark = [*issuers[:-1], issuers[-1] + rng.choice(("文件", ""))] if rng.random() < 0.8 else []
    if rng.random() < 0.15 and mark:
        mark[0] = mark[0][:3] + "\n" + mark[0][3:]
    cut = len(title) // 2 if rng.random() < 0.4 else len(title)
    end = rng.choice(("：", "：", "：", ""))
    titled = [title[:cut], *[title[cut:]] * (cut < len(title))]
    return [*mark, *[shown] * (rng.random() < 0.9), *titled, "、".join(asked) + end]


def _body(rng: random.Random, made: Made, sentences: Sequence[str]) -> list[str]:
    out = ["为贯彻落实上级有关部署，结合实际，现就有关事项通知如下。"]
    for i, heading in enumerate(rng.sample(HEADS, rng.randint(2, 6)), 1):
        section = (chinese(i), heading[:6])
        out.append(f"{section[0]}、{heading}")
        made.clauses.append(section)
        inner = "（{}）" if rng.random() < 0.6 else "{}."
        items = rng.choice((0, 2, 3, 5))
        shared = items > 0 and rng.random() < 0.2  # who does it is said once, on a line below the last item
        for k in range(1, items + 1):
            name = inner.format(chinese(k) if "（" in inner else k)
            text = rng.choice(sentences)
            item = (name.rstrip("."), text.replace(" ", "")[:6])
            made.clauses.append(item)
            out.append(name + text + ("" if shared else _duty(rng, made, item)))
        if shared:
            bodies = list(dict.fromkeys(rng.choice(OTHERS) for _ in range(rng.randint(1, 4))))
            made.assignments.append((section, "responsible", tuple(bodies)))
            out.append(f"责任单位：{'、'.join(bodies)}")
    if rng.random() < 0.15:
        out.insert(rng.randrange(1, len(out)), rng.choice(out[1:]))
    return out


def _duty(rng: random.Random, made: Made, item: tuple[str, str]) -> str:
    """A bracket or line that says who does it, in one of the ways of notices; some only mention a body."""
    bodies = [rng.choice(OTHERS) if rng.random() < 0.3 else f"市{rng.choice(ORGANS)}" for _ in range(rng.randint(1, 5))]
    bodies = list(dict.fromkeys(bodies))
    first, rest = bodies[0], bodies[1:]
    listed, others = rng.choice("、、、，").join(bodies), "、".join(rest)
    ways: list[tuple[str, list[tuple[str, list[str]]]]] = [
        ("", []),
        ("", []),
        (f"（含{first}所属单位）", []),
        (f"（名单由{first}另行印发）", []),
        (f"（{first}牵头）", [("lead", [first])]),
        (f"（责任单位：{listed}）", [("responsible", bodies)]),
        (f"（{listed}负责）", [("responsible", bodies)]),
        (f"（{listed}按职责分工负责）", [("responsible", bodies)]),
        (f"\n责任单位：{listed}", [("responsible", bodies)]),
        (f"（责任单位：{listed}；完成时限：长期）", [("responsible", bodies)]),
    ]
    if rest:
        shared = [("lead", [first]), ("support", rest)]
        ways += [
            (f"（{first}牵头，{others}配合）", shared),
            (f"（{first}牵头，{others}等部门按职责分工负责）", shared),
            (f"（{first}会同{others}负责）", [("responsible", [first]), ("support", rest)]),
            (f"（牵头单位：{first}；配合单位：{others}）", shared),
            (f"\n牵头单位：{first}　配合单位：{others}", shared),
            (f"（{first}和{others}负责）", [("responsible", bodies)]),
            (f"（{'、'.join(bodies)}等有关单位）", [("responsible", bodies)]),
        ]
    text, duties = rng.choice(ways)
    made.assignments += [(item, role, tuple(names)) for role, names in duties]
    return text


def _foot(rng: random.Random, made: Made) -> list[str]:
    year, month, day = map(int, made.fields["issue_date"][0].split("-"))
    cn = "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    spelled = f"{cn}年{chinese(month)}月{chinese(day)}日"
    date = rng.choice((f"{year}年{month}月{day}日", spelled, f"{year} 年 {month} 月 {day} 日"))
    return [*made.fields["signatories"], date]


def _damaged(rng: random.Random, lines: Sequence[str], rate: float) -> list[str]:
    """Characters misread at `rate`, lines wrapped, page numbers between them."""
    width, out = rng.choice((0, 0, 28)), []
    for line in lines:
        line = "".join(LOST.get(c, c) if rng.random() < rate else c for c in line)
        pieces = [line[i : i + width] for i in range(0, len(line), width)] if width and len(line) > width else [line]
        out += [*pieces, *["— 2 —"] * (rng.random() < 0.03)]
    return out
