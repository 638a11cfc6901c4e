"""A plot as an SVG: some lines over the number of topics, readable in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, log2

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 560, 56, 340
LINE_HEIGHT = 18
CLASSES = ("a", "b", "c", "d")

STYLE = """
  svg { background: #ffffff; --ink: #24292f; --faint: #d0d7de; --mark: #57606a;
    --a: #0550ae; --b: #a40e26; --c: #116329; --d: #7a3e9d; }
  @media (prefers-color-scheme: dark) {
    svg { background: #161b22; --ink: #e6edf3; --faint: #30363d; --mark: #8b949e;
      --a: #79c0ff; --b: #ff9492; --c: #7ee787; --d: #d2a8ff; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: var(--faint); }
  .mark { stroke: var(--mark); stroke-dasharray: 6 4; }
  polyline { fill: none; stroke-width: 2.5; }
  .a { stroke: var(--a); } .b { stroke: var(--b); stroke-dasharray: 8 3; }
  .c { stroke: var(--c); stroke-dasharray: 2 3; }
  .d { stroke: var(--d); stroke-dasharray: 10 3 2 3; }
"""


def growth_plot(title: str, mark: float, series: Mapping[str, Mapping[int, float]]) -> str:
    """Lines over powers of two times the same number; `mark`: what the last points may reach."""
    topics = sorted({at for line in series.values() for at in line})
    top = ceil(max(mark, *(value for line in series.values() for value in line.values())) * 1.05)
    places = _Places(topics[0], topics[-1], top)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="28">{title}</text>',
        *_axes(places, topics),
        _across(places, "mark", mark),
        *_lines(places, series),
        *_names(places, {name: line[topics[-1]] for name, line in series.items()}, mark),
        "</svg>",
    ]
    return "\n".join(drawn) + "\n"


class _Places:
    """Where a point stands: topics by their logarithm, values from zero."""

    def __init__(self, first: int, last: int, top: float) -> None:
        self.first, self.span, self.top = first, log2(last / first), top

    def x(self, topics: int) -> int:
        return round(LEFT + (RIGHT - LEFT) * log2(topics / self.first) / self.span)

    def y(self, value: float) -> int:
        return round(BOTTOM - (BOTTOM - TOP) * value / self.top)


def _axes(places: _Places, topics: Sequence[int]) -> Iterator[str]:
    step = max(1, round(places.top / 6))
    for value in range(0, int(places.top) + 1, step):
        yield _across(places, "grid", value)
        yield f'<text x="{LEFT - 10}" y="{places.y(value) + 4}" text-anchor="end">{value}</text>'
    for at in topics:
        yield f'<text x="{places.x(at)}" y="{BOTTOM + 22}" text-anchor="middle">{at}</text>'
    middle = (LEFT + RIGHT) // 2
    yield f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">independent topics</text>'


def _across(places: _Places, kind: str, value: float) -> str:
    y = places.y(value)
    return f'<line class="{kind}" x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}"/>'


def _lines(places: _Places, series: Mapping[str, Mapping[int, float]]) -> Iterator[str]:
    for kind, line in zip(CLASSES, series.values(), strict=True):
        points = " ".join(f"{places.x(at)},{places.y(value)}" for at, value in sorted(line.items()))
        yield f'<polyline class="{kind}" points="{points}"/>'


def _names(places: _Places, ends: Mapping[str, float], mark: float) -> Iterator[str]:
    """Each line's name beside its end, one below the other."""
    kinds = dict(zip(ends, CLASSES, strict=True))
    below = 0
    for name, value in sorted({**ends, "mark": mark}.items(), key=lambda end: -end[1]):
        below = max(places.y(value) + 4, below + LINE_HEIGHT)
        kind = kinds.get(name, "mark")
        yield (
            f'<line class="{kind}" stroke-width="2.5" x1="{RIGHT + 8}" x2="{RIGHT + 34}"'
            f' y1="{below - 4}" y2="{below - 4}"/>'
        )
        yield f'<text x="{RIGHT + 42}" y="{below}">{name} {value:.2f}</text>'
