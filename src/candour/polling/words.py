"""What people wrote in words: what to take out of it before anybody else reads it, and when two readers agree.

Only whole pieces can be taken out, never other words put in. Pieces are suggested by patterns and by the authority's own
lists of names and places; what is missed is counted on invented answers, and the readers are told the count.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from candour.terms.names_that_are_words import ALSO_WORDS

GONE = "[removed]"
TRIED, MISSED = 39, 8
"""Of so many names, places and cases in invented answers, so many were not suggested (tests/polling/test_words.py)."""
FEWEST = 10
"""A theme that fewer gave is not told."""

_PREFIXED = r"(?:Mc|Mac|O['\u2019])[A-Z][a-z]+"
_NAME = rf"(?:{_PREFIXED}|[A-Z][a-z]+(?:[-'\u2019][A-Z]?[a-z]+)*)"
_PATTERNS = tuple(
    re.compile(one)
    for one in (
        rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Judge|Sister)\.? {_NAME}(?: {_NAME})*",
        rf"\b{_NAME}(?: {_NAME})+",  # two words with capitals, wherever they stand
        rf"(?<=[a-z0-9,;:] ){_NAME}\b",  # one with a capital inside a sentence
        rf"\b{_NAME}(?=['\u2019]s\b)",
        rf"\b{_PREFIXED}",
        r"\b(?:[Nn]umber|[Ff]lat|[Hh]ouse) \d+\b",
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",  # a postcode
        r"\b[\w.+-]+@[\w-]+\.[\w.]+\b",
        r"\b(?:https?://|www\.)\S+",
        r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b",
        r"\b[A-Za-z]{0,3}[-/]?\d{3,}(?:[-/ ]\d+)*\b",  # a telephone, a case, a house
    )
)
_ORDINARY = frozenset(
    """
    On In At The A We I My It If When Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October November
    December England English Christmas Easter Ofsted Section Working Together Social Work Children Act
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Reading:
    """What one reader made of one answer: what to take out, what it is about, and whether it may be told."""

    removed: tuple[str, ...]
    themes: tuple[str, ...]
    tell: bool


def suggestions(words: str, known: Iterable[str]) -> list[str]:
    """The pieces of an answer that could be a name, a place or a case, in the order in which they stand."""
    found: list[tuple[int, int]] = [
        one.span()
        for pattern in _PATTERNS
        for one in pattern.finditer(words)
        if not set(one.group().split()) <= _ORDINARY
    ]
    for name in known:
        for one in re.finditer(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
            if name.casefold() not in ALSO_WORDS or one.group()[0].isupper():
                found.append(one.span())
    kept: list[tuple[int, int]] = []
    for begins, ends in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or begins >= kept[-1][1]:
            kept.append((begins, ends))
        elif ends > kept[-1][1]:
            kept[-1] = (kept[-1][0], ends)
    return list(dict.fromkeys(words[begins:ends] for begins, ends in kept))


def without(words: str, removed: Iterable[str]) -> str:
    """The answer with these pieces taken out, the longest first.

    >>> without("Ask Ann Lee, or Ann.", ["Ann", "Ann Lee"])
    'Ask [removed], or [removed].'
    """
    pieces = [re.escape(one) for one in sorted(set(removed), key=lambda one: (-len(one), one)) if one]
    return re.sub("|".join(pieces), GONE, words) if pieces else words


def agreed(first: Reading | None, second: Reading | None) -> bool:
    """Whether two readers would tell an answer, with the same taken out."""
    if first is None or second is None:
        return False
    return first.tell and second.tell and set(first.removed) == set(second.removed)


def themes_told(pairs: Iterable[tuple[Reading | None, Reading | None]]) -> list[tuple[str, int]]:
    """How many answers both readers found a theme in, most first; a theme of fewer than ten is not told."""
    counted = Counter(
        theme for first, second in pairs if first and second for theme in set(first.themes) & set(second.themes)
    )
    return sorted(
        ((theme, many) for theme, many in counted.items() if many >= FEWEST), key=lambda one: (-one[1], one[0])
    )
