"""A run at a glance: how many targets by year of deadline, by body, by kind; as HTML, and as a figure of Matplotlib."""
from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from policyparse.added import optional

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from policyparse.archive.results import Run

_BODIES = 12
"""So many bodies are shown, those with most targets."""
_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei",
    "WenQuanYi Micro Hei", "Noto Sans CJK JP",
)
_STYLE = """<style>
.policyparse-run {line-height: 1.5; max-width: 72em}
.policyparse-run section {display: inline-block; vertical-align: top; margin: .6em 2.2em 0 0}
.policyparse-run h5 {margin: 0 0 .3em; font-size: 1em; font-weight: 600}
.policyparse-run section > div {display: grid; grid-template-columns: max-content 10em max-content; gap: 0 .7em;
  align-items: center; font-variant-numeric: tabular-nums}
.policyparse-run meter {width: 100%; height: 1em}
.policyparse-run p {margin: .1em 0}
.policyparse-run small {opacity: .7}
</style>"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Targets counted; a target with two bodies counts for both.

    Attributes:
        by_year: Year of the deadline, in order; `none` for those without.
        by_body: Those with most targets, most first; `none` for those that name no body.
        by_kind: Most first.
    """

    by_year: dict[str, int]
    by_body: dict[str, int]
    by_kind: dict[str, int]


def count_targets(run: Run) -> Counts:
    """The targets of a run, counted a part at a time."""
    years: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    if "targets" in run.tables:
        for batch in run.targets("arrow").to_batches(columns=["deadline", "bodies", "kind"]):
            for row in batch.to_pylist():
                years[str(row["deadline"].year) if row["deadline"] else "none"] += 1
                bodies.update(set(row["bodies"] or ["none"]))
                kinds[row["kind"]] += 1
    return Counts(dict(sorted(years.items())), dict(_most(bodies)[:_BODIES]), dict(_most(kinds)))


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def run_html(run: Run, counts: Counts) -> str:
    """What came of a run, and its targets counted, as HTML for light and dark pages."""
    summary = run.summary()
    states = ", ".join(f"{n} {name}" for name, n in sorted(summary.status.items()))
    failed = "".join(f"<p><small>{code}: {len(names)}</small></p>" for code, names in sorted(summary.failed.items()))
    name = f'<b title="{escape(str(run.path), quote=True)}">{escape(run.path.name)}</b>'
    head = f"<p>{name}</p><p>{states}; {summary.targets} targets</p>{failed}"
    charts = "".join(_bars(name, values) for name, values in _named(counts) if values)
    return f'{_STYLE}<div class="policyparse-run">{head}{charts}</div>'


def _named(counts: Counts) -> list[tuple[str, dict[str, int]]]:
    return [("by year of deadline", counts.by_year), ("by body", counts.by_body), ("by kind", counts.by_kind)]


def _bars(name: str, values: dict[str, int]) -> str:
    most = max(values.values())
    rows = "".join(
        f'<span>{escape(key)}</span><meter max="{most}" value="{n}"></meter><span>{n}</span>'
        for key, n in values.items()
    )
    return f"<section><h5>targets {name}</h5><div>{rows}</div></section>"


def run_figure(counts: Counts) -> Figure:
    """The counts as three bar charts, for light and dark pages.

    Raises:
        PolicyParseError: PP115, Matplotlib is not installed.
    """
    optional("matplotlib", "notebook")
    from matplotlib import font_manager, rc_context
    from matplotlib.figure import Figure

    there = set(font_manager.get_font_names())
    fonts = [name for name in _FONTS if name in there] + ["DejaVu Sans"]
    grey = "#888888"
    colours = {f"{part}.color": grey for part in ("text", "xtick", "ytick")}
    style: Any = {  # Matplotlib's own type for it lists every setting
        "font.family": fonts, "axes.edgecolor": grey, "axes.labelcolor": grey, **colours,
    }
    with rc_context(style):
        figure = Figure(figsize=(13, 4), layout="constrained")
        figure.patch.set_alpha(0)
        for axes, (name, values) in zip(figure.subplots(1, 3), _named(counts), strict=True):
            axes.set_facecolor("none")
            axes.set_title(f"targets {name}", loc="left", fontsize=11)
            axes.spines[["top", "right"]].set_visible(False)
            if name == "by year of deadline":
                axes.bar(list(values), list(values.values()), color="#c98a1b")
            else:
                axes.barh(list(values)[::-1], list(values.values())[::-1], color="#3d6ea8")
    figure._repr_png_ = lambda: _png(figure)  # type: ignore[attr-defined]  # a notebook shows it without any setting
    return figure


def _png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
