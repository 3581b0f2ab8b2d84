"""What every chart is drawn with: marks, words, axes, and the table that says the same.

A page may forbid all style but its own (`style-src 'self'`), so a drawing has presentation attributes and no style. It has
a viewBox and no width: 400 across, in letters of 13, it can still be read on a telephone of 360 pixels. Where colour tells
something, so does a shape or a dash.
"""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Unit = Literal["share", "rate", "count"]

WIDE = 400
LETTER = 13
INK, GREY, PALE, BLUE, RED, WHITE = "#0b0c0c", "#505a5f", "#dbe4ee", "#1d70b8", "#942514", "#ffffff"


@dataclass(frozen=True)
class Table:
    """The same as the chart, for who reads rather than looks. The first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Frame:
    """The part of a drawing that values lie in: from `left` to `right`, `top` to `foot`, in the drawing's units."""

    left: float
    right: float
    top: float
    foot: float
    x_from: float
    x_to: float
    y_from: float
    y_to: float

    def x(self, value: float) -> float:
        """How far across; a value beyond the frame lies on its edge."""
        share = (value - self.x_from) / ((self.x_to - self.x_from) or 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, value: float) -> float:
        """How far down; a value beyond the frame lies on its edge."""
        share = (value - self.y_from) / ((self.y_to - self.y_from) or 1)
        return self.foot - min(max(share, 0.0), 1.0) * (self.foot - self.top)


def drawing(title: str, says: str, tall: float, marks: Iterable[str]) -> str:
    """The whole SVG: a picture with a name and a description, on white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{escape(title)}. {escape(says)}"'
        f' viewBox="0 0 {WIDE} {_n(tall)}">\n<title>{escape(title)}</title>\n<desc>{escape(says)}</desc>\n'
        f'<rect width="{WIDE}" height="{_n(tall)}" fill="{WHITE}"/>\n' + "\n".join(marks) + "\n</svg>\n"
    )


def words(x: float, y: float, said: str, anchor: str = "start", weight: str = "normal") -> str:
    """Words with their left end (or middle, or end) at a point."""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{LETTER}" fill="{INK}" text-anchor="{anchor}"'
        f' font-weight="{weight}" stroke="{WHITE}" stroke-width="3" paint-order="stroke">{escape(said)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str = GREY, dash: str = "", thick: float = 1) -> str:
    """A straight line."""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}" stroke-width="{thick}"'
        f"{_dash(dash)}/>"
    )


def curve(points: Sequence[tuple[float, float]], colour: str = INK, dash: str = "", thick: float = 1.5) -> str:
    """A line through points, in order."""
    through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="{thick}"{_dash(dash)}/>'


def area(points: Sequence[tuple[float, float]], colour: str = PALE, opacity: float = 1) -> str:
    """What lies between the points."""
    round_it = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{round_it}" fill="{colour}" fill-opacity="{opacity}"/>'


def box(x: float, y: float, wide: float, tall: float, colour: str = BLUE) -> str:
    """A bar."""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(wide, 0))}" height="{_n(tall)}" fill="{colour}"/>'


def ring(x: float, y: float, named: str = "") -> str:
    """An open circle: what is ordinary."""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="2.6" fill="{WHITE}" stroke="{INK}" stroke-width="0.9">{_named(named)}</circle>'


def diamond(x: float, y: float, named: str = "") -> str:
    """A filled diamond: what is different."""
    corners = f"{_n(x)},{_n(y - 5)} {_n(x + 5)},{_n(y)} {_n(x)},{_n(y + 5)} {_n(x - 5)},{_n(y)}"
    return f'<polygon points="{corners}" fill="{RED}" stroke="{WHITE}" stroke-width="0.6">{_named(named)}</polygon>'


def cross(x: float, y: float, named: str = "") -> str:
    """A large cross in a ring: the one asked about."""
    return (
        f'<g fill="none" stroke="{INK}" stroke-width="1.8">{_named(named)}<circle cx="{_n(x)}" cy="{_n(y)}" r="7"/>'
        f'<path d="M{_n(x - 11)} {_n(y)}H{_n(x + 11)}M{_n(x)} {_n(y - 11)}V{_n(y + 11)}"/></g>'
    )


def upright_axis(frame: Frame, unit: Unit) -> Iterator[str]:
    """Lines across at round values, with the values before them."""
    for value in round_values(frame.y_from, frame.y_to):
        yield line(frame.left, frame.y(value), frame.right, frame.y(value), colour="#b1b4b6", thick=0.5)
        yield words(frame.left - 5, frame.y(value) + 4, told(value, unit, round_it=True), "end")


def round_values(low: float, high: float, about: int = 5) -> list[float]:
    """A few round values from low to high."""
    if high <= low:
        return [low]
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 12) for n in range(first, math.floor(high / step + 1e-9) + 1)]


def told(value: float, unit: Unit, round_it: bool = False) -> str:
    """A value in words: a share as per cent, a rate or a count as it is."""
    if unit == "share":
        return f"{100 * value:.{0 if round_it and abs(100 * value - round(100 * value)) < 1e-6 else 1}f}%"
    if unit == "rate":
        return f"{value:,.{0 if round_it and abs(value - round(value)) < 1e-6 else 1}f}"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-6 else f"{value:,.1f}"


def sentences(said: str, x: float, y: float, across: int = 54) -> list[str]:
    """Words over as many lines as they need."""
    return [words(x, y + 17 * at, part) for at, part in enumerate(textwrap.wrap(said, across))]


def _named(named: str) -> str:
    return f"<title>{escape(named)}</title>" if named else ""


def _dash(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
