"""What was found, for a terminal: the questions first, then what was watched and could not be asked."""

import textwrap
from collections.abc import Iterator
from typing import TextIO

from candour.insight.notice import Notice
from candour.insight.run import ALL_TOGETHER, Found

HOW_TO_READ = (
    "These are questions about patterns, and say nothing about any one person. Each has ordinary answers, and one of them may"
    f" be right. Of a hundred authorities where nothing is amiss, about {ALL_TOGETHER:.0f} are asked something in a year. A"
    " notice asks for an answer; a look asks somebody to look."
)
WIDE = 100


def write_words(found: Found, said: list[str], out: TextIO) -> None:
    """The summary. `said` is what had to be passed over in the files."""
    out.writelines(line.rstrip() + "\n" for line in lines(found, said))


def lines(found: Found, said: list[str]) -> Iterator[str]:
    yield from textwrap.wrap(HOW_TO_READ, WIDE)
    if not found.covers:
        yield from ("", "There is nothing to ask about yet: no referral and no closure is there.")
    for authority, (first, last) in sorted(found.covers.items()):
        yield ""
        yield f"{authority}: {first:%-d %B %Y} to {last:%-d %B %Y}"
        mine = [one for one in found.notices if one.authority == authority]
        watched = [one for one in found.watched if one.authority == authority]
        if not mine:
            yield f"  Nothing beyond what is ordinary in {len(watched)} questions asked."
        for one in mine:
            yield ""
            yield from of_notice(one)
        lacking = sorted({(one.why, one.test) for one in found.not_asked if one.authority == authority})
        if lacking:
            yield ""
            yield f"  Not asked, {len(lacking)} of {len(watched) + len(lacking)} questions:"
            for why in dict.fromkeys(why for why, _ in lacking):
                tests = ", ".join(test.replace("_", " ") for one, test in lacking if one == why)
                yield from textwrap.wrap(f"{tests}: {why}", WIDE, initial_indent="    ", subsequent_indent="      ")
    if said:
        yield ""
        for words in said:
            yield from textwrap.wrap(words, WIDE, subsequent_indent="  ")


def of_notice(one: Notice) -> Iterator[str]:
    """One notice as it is told."""
    yield from _wrapped(f"{one.level.upper()}  {one.question}", "  ")
    yield from _wrapped(one.told, "    ")
    yield from _wrapped(
        f"It could be said from {one.noticed_from:%-d %B %Y}; {len(one.children)} children are behind it. By chance alone so"
        f" much would be seen in {odds(one.chance)} such authorities.", "    "
    )  # fmt: skip
    yield from _wrapped(f"Ordinary reasons there may be: {'; '.join(one.ordinary)}.", "    ")
    yield from _wrapped(f"What this cannot tell: {one.cannot_tell[0].lower()}{one.cannot_tell[1:]}", "    ")


def odds(chance: float) -> str:
    """A chance as one in so many.

    >>> odds(0.004), odds(0.0)
    ('1 in 250', 'fewer than 1 in 100,000')
    """
    if chance < 1e-5:
        return "fewer than 1 in 100,000"
    many = 1 / chance
    rounded = round(many, -int(len(str(int(many))) - 2)) if many >= 100 else round(many)
    return f"1 in {rounded:,.0f}"


def _wrapped(words: str, indent: str) -> Iterator[str]:
    yield from textwrap.wrap(words, WIDE, initial_indent=indent, subsequent_indent=indent)
