"""How fast text becomes records on one core, beside JioNLP's times and amounts; and how long a start from cold takes.

    python benchmarks/speed.py             policyparse alone
    make rivals                            with JioNLP, installed for it alone

Seconds are those of the processor, the best of several runs: what else the machine does tells on them too, but less
than on the clock's. The dictionary and the models are loaded before; what that takes is in the times from cold.
"""
from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import policyparse as pp

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev"
LONG = 50_000
_MANY = 64  # caches of fewer entries are of tables, not of sentences
_NAMES = ("老年大学", "村级卫生室", "标准厂房", "科普基地", "冷链仓库", "青年公寓", "体育公园", "乡村书屋", "智慧水厂")
_VERBS = ("新建", "改造", "培育", "引进", "打造", "提升")
_OFFICES = ("市民政局", "市教育局", "市水利局", "市商务局", "市财政局", "市科技局", "市农业农村局")
_PROSE = (
    "坚持问题导向和目标导向相统一，健全上下联动、部门协同的工作机制，推动各项任务落地见效。",
    "鼓励社会力量以多种方式参与，完善从规划、建设到运营、管护的全过程制度，不断提高服务质量和群众满意度。",
    "各地要结合实际制定具体办法，明确责任分工，加强要素保障，及时协调解决推进中的困难和问题。",
    "充分发挥典型示范作用，总结推广可复制的做法，营造全社会关心和支持的良好氛围。",
)


def plan(size: int, every: int) -> str:
    """A plan of our own making, of about `size` characters; every so manyth sentence holds targets."""
    out = ["临川市人民政府关于印发临川市公共服务三年提升计划的通知", "临政发〔2023〕7号", "各县（市、区）人民政府："]
    numbers = "一二三四五六七八九十"
    ticks = count(1)
    for n in count():
        if sum(map(len, out)) >= size:
            return "\n".join([*out, "临川市人民政府", "2023年4月6日", ""])
        out.append(f"{_chinese(n + 1)}、{_NAMES[n % len(_NAMES)]}提升行动")
        for k in range(4):
            sentences = []
            for _ in range(6):
                i = next(ticks)
                name, verb = _NAMES[i % len(_NAMES)], _VERBS[i % len(_VERBS)]
                amounts = f"{i % 89 + 3}个、完成投资{i % 37 + 1}.5亿元，覆盖率达到{i % 40 + 60}%。"
                promise = f"到{2024 + i % 4}年，{verb}{name}{amounts}"
                sentences.append(promise if i % every == 0 else _PROSE[i % len(_PROSE)])
            who = f"（{_OFFICES[n % 7]}牵头，{_OFFICES[(n + k + 1) % 7]}配合）"
            out.append(f"（{numbers[k]}）{_VERBS[(n + k) % 6]}{_NAMES[(n + k) % 9]}。{''.join(sentences)}{who}")


def _chinese(n: int) -> str:
    """A number below ten thousand in words."""
    digits = "零一二三四五六七八九"
    if n < 100:
        tens, ones = divmod(n, 10)
        return (f"{digits[tens] if tens > 1 else ''}十" if tens else "") + (digits[ones] if ones else "")
    unit, word = (1000, "千") if n >= 1000 else (100, "百")
    first, rest = divmod(n, unit)
    between = "零" if 0 < rest < unit // 10 else ""
    after = f"一{_chinese(rest)}" if 10 <= rest < 20 else _chinese(rest) if rest else ""
    return f"{digits[first]}{word}{between}{after}"


def texts() -> list[tuple[str, list[str]]]:
    """What is measured: a name, and the notices."""
    files = sorted((ROOT / "samples").glob("*.txt"))
    found = [(f"sample of {len(text):,} characters", [text]) for text in (x.read_text(encoding="utf-8") for x in files)]
    for every, what in ((6, "plan, targets in every sixth sentence"), (1, "plan, targets in every sentence")):
        text = plan(LONG, every)
        found.append((f"{what}, {len(text):,} characters", [text]))
    if gold := [x.read_text(encoding="utf-8") for x in sorted(GOLD.glob("*.txt"))]:
        found.append((f"{len(gold)} annotated notices, {sum(map(len, gold)):,} characters", gold))
    return found


def seconds(work: Callable[[], object], least: float = 2.0, runs: int = 3) -> float:
    """The least processor time of several runs, of more where they are short."""
    work()
    best, spent, n = float("inf"), 0.0, 0
    while n < runs or spent < least:
        forget_sentences()
        begin = time.process_time()
        work()
        took = time.process_time() - begin
        best, spent, n = min(best, took), spent + took, n + 1
    return best


def forget_sentences() -> None:
    """Empty what policyparse remembers of the sentences it has just read: a new notice has others."""
    for name, module in list(sys.modules.items()):
        if name.startswith("policyparse."):
            for value in vars(module).values():
                limit = value.cache_parameters()["maxsize"] if hasattr(value, "cache_parameters") else None
                if limit is not None and limit >= _MANY:
                    value.cache_clear()


def jionlp_over(notices: Sequence[str]) -> None:
    """JioNLP's times and amounts of money, row by row."""
    import rivals

    module = rivals.jionlp()
    for row in (row for notice in notices for row in notice.splitlines() if row.strip()):
        for extract in (module.ner.extract_time, module.ner.extract_money):
            try:
                extract(row, with_parsing=True)
            except Exception:  # it raises errors of many kinds on what it cannot read
                continue


def has_jionlp() -> bool:
    """Whether JioNLP is installed."""
    try:
        import rivals

        rivals.jionlp()
    except ImportError:
        return False
    return True


def cold(arguments: Sequence[str], runs: int = 7) -> tuple[float, float]:
    """The least processor and clock time of a whole process."""
    processor, clock = float("inf"), float("inf")
    for _ in range(runs):
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock = min(clock, time.perf_counter() - begin)
        processor = min(processor, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return processor, clock


def main() -> None:
    """Print both tables."""
    beside = has_jionlp()
    print("| text | seconds | characters a second | JioNLP's times and amounts |\n|---|---|---|---|")
    for name, notices in texts():
        size = sum(map(len, notices))
        ours = seconds(lambda notices=notices: [pp.parse(text) for text in notices])
        theirs = f"{size / seconds(lambda notices=notices: jionlp_over(notices), 0, 1):,.0f}" if beside else "–"
        print(f"| {name} | {ours:.3f} | {size / ours:,.0f} | {theirs} |", flush=True)
    sample = str(min((ROOT / "samples").glob("*.txt"), key=lambda x: x.stat().st_size))
    print("\n| from cold | processor seconds | clock |\n|---|---|---|")
    for name, arguments in (
        ("`python -c pass`", ["-c", "pass"]),
        ("`import policyparse`", ["-c", "import policyparse"]),
        ("`policyparse parse` of the smaller sample", ["-m", "policyparse.cli", "parse", sample]),
    ):
        processor, clock = cold(arguments)
        print(f"| {name} | {processor:.2f} | {clock:.2f} |", flush=True)


if __name__ == "__main__":
    main()
