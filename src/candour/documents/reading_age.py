"""How hard a text is to read: the age at which most people can, and its hardest sentences.

Flesch-Kincaid grade (Kincaid and others 1975) plus five. A rough guide: it counts words and syllables, not sense.
"""

import re
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?\n]+")
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Readability:
    """The reading age in years, and the sentences that make it so, hardest first."""

    age: int
    words: int
    hardest: tuple[str, ...]


def syllables(word: str) -> int:
    """About how many syllables a word has.

    >>> [syllables(word) for word in ("cat", "table", "safe", "conference", "protection")]
    [1, 2, 1, 3, 3]
    """
    spelt = word.lower().replace("\u2019", "'")
    count = len(VOWELS.findall(spelt))
    if spelt.endswith("e") and not spelt.endswith(("le", "ee", "ie")) and count > 1:
        count -= 1
    return max(1, count)


def _grade(words: int, sentences: int, beats: int) -> float:
    return 0.39 * words / max(1, sentences) + 11.8 * beats / max(1, words) - 15.59


def reading_age(text: str) -> Readability:
    """How old one has to be to read a text with ease; between 5 and 25.

    >>> reading_age("We want you to be safe. You can tell us what you think.").age
    5
    >>> reading_age("The multi-agency conference considered the likelihood of significant harm.").age
    24
    """
    found = [(one.strip(), WORD.findall(one)) for one in SENTENCE.findall(text)]
    sentences = [(one, words) for one, words in found if words]
    counted = [(one, len(words), sum(map(syllables, words))) for one, words in sentences]
    words, beats = sum(n for _, n, _ in counted), sum(b for _, _, b in counted)
    age = round(_grade(words, len(counted), beats) + 5) if words else 5
    hard = sorted(((_grade(n, 1, b), one) for one, n, b in counted if n > 3), reverse=True)
    return Readability(min(25, max(5, age)), words, tuple(one for grade, one in hard[:3] if grade > 6))
