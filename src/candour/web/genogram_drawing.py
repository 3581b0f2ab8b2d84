"""A genogram drawn: squares for men and boys, circles for women and girls, a triangle for an unborn baby."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from candour.web.genogram_layout import Box, Layout, Line, Point

SIZE = 44  # of a symbol
LETTERS = 19  # in one line under it
LINES = 4  # under it


@dataclass(frozen=True)
class Shown:
    """One person as a reader may see them."""

    person_id: str
    name: str
    sex: str
    unborn: bool
    died: date | None
    born: date | None
    is_child: bool
    says: str
    responsible: bool
    at_home: bool
    may_open: bool


def drawing(placed: Layout, people: Sequence[Shown], title: str) -> SafeString:
    """The whole drawing. The page says the same in words, so to a screen reader it is one picture with a name."""
    boxes = {box.person: box for box in placed.boxes}
    size = f'width="{placed.width}" height="{placed.height}" viewBox="0 0 {placed.width} {placed.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="candour-genogram" role="img" {size}',
        f' aria-labelledby="genogram-title"><title id="genogram-title">{escape(title)}. In words below.</title>',
    ]
    if placed.outline:
        parts.append(f'<polygon class="candour-genogram__home" points="{_points(placed.outline)}"></polygon>')
    parts += [_line(line) for line in placed.lines]
    for one in people:
        parts += _person(one, boxes[one.person_id])
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308  # every word goes through escape


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _line(line: Line) -> str:
    return f'<polyline class="candour-genogram__line candour-genogram__line--{line.style}" points="{_points(line.points)}"></polyline>'


def _person(one: Shown, box: Box) -> Iterator[str]:
    x, y, half = box.middle, box.y + SIZE // 2 + 4, SIZE // 2
    marked = " candour-genogram__person--child" if one.is_child else ""
    yield f'<g class="candour-genogram__person{marked}">{_symbol(one, x, y, half)}'
    if one.is_child:
        yield _symbol(one, x, y, half - 5)
    if one.died:
        yield f'<path d="M{x - half} {y - half}L{x + half} {y + half}M{x + half} {y - half}L{x - half} {y + half}"></path>'
    under = [*wrapped(one.name, 2), *wrapped(said_under(one), LINES - 2)]
    for place, words in enumerate(under):
        yield f'<text x="{x}" y="{y + half + 17 + place * 16}" text-anchor="middle">{escape(words)}</text>'
    yield "</g>"


def said_under(one: Shown) -> str:
    """What stands under the name: what they are to the child, and whether they have parental responsibility."""
    parts = [one.says.partition(";")[0]]
    if one.responsible:
        parts.append("PR")
    return ", ".join(filter(None, parts))


def wrapped(words: str, most: int) -> list[str]:
    """Words in lines that fit under a symbol; what does not fit is in the words beside the drawing."""
    lines = wrap(words, LETTERS) or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: LETTERS - 1]}\u2026"]


def _symbol(one: Shown, x: int, y: int, half: int) -> str:
    if one.unborn:
        return f'<polygon points="{x},{y - half} {x + half},{y + half} {x - half},{y + half}"></polygon>'
    if one.sex == "M":
        return f'<rect x="{x - half}" y="{y - half}" width="{2 * half}" height="{2 * half}"></rect>'
    if one.sex == "F":
        return f'<circle cx="{x}" cy="{y}" r="{half}"></circle>'
    return f'<polygon points="{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}"></polygon>'
