"""How a name or an address can turn up in a sentence: other letters, no hyphen, half of it, a postcode run together."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from candour.terms.names_that_are_words import ALSO_WORDS, NEVER_ALONE, NOT_NAMES

OTHER_LETTERS = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u02b9": "'", "\u00b4": "'", "`": "'", "\u0142": "l", "\u0141": "L",
    "\u00f8": "o", "\u00d8": "O", "\u0111": "d", "\u0110": "D", "\u0131": "i", "\u00e6": "ae", "\u00c6": "Ae",
    "\u0153": "oe", "\u0152": "Oe", "\u00f0": "d", "\u00fe": "th",
})  # fmt: skip
UNSEEN = ("Mn", "Me", "Cf", "Cc", "Co", "Cn")
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)[\W_]*(\d[a-z]{2})\b", re.IGNORECASE)
STREETS = (
    "street|road|lane|close|avenue|drive|way|court|house|place|crescent|terrace|gardens|grove|square|hill|park|view|walk|row"
    "|green|rise|mews|lodge|cottage|farm|villa|villas|buildings|mansions|st|rd|ave"
)
STREET = re.compile(rf".+?\b(?:{STREETS})\b\.?|.+$", re.IGNORECASE)
BETWEEN = r"[\W_]*"
NUMBERED = re.compile(r"^\W*(?:flat|unit|room|apartment|apt|no\.?)?\W*\d+\w?\b\W*", re.IGNORECASE)
NO_PLACE = {*STREETS.split("|"), *NOT_NAMES, "flat", "room", "unit", "apartment", "apt", "floor", "ground", "first", "second",
            "top", "upper", "lower", "high", "church", "station", "main", "new", "old", "north", "south", "east", "west",
            "manor", "mill", "c", "o", "no", "in", "on", "at"}  # fmt: skip


def written(text: str) -> str:
    """Text as it is compared where capitals count: no accents, no letter that cannot be seen, one kind of space."""
    spelt = unicodedata.normalize("NFKD", text.translate(OTHER_LETTERS))
    kept = "".join(one for one in spelt if one.isspace() or unicodedata.category(one) not in UNSEEN)
    return " ".join(kept.split())


def plain(text: str) -> str:
    r"""Text as it is compared: no accents, one kind of letter, one kind of space.

    >>> plain("Ûna  O\u2019Neill")
    "una o'neill"
    """
    return written(text).casefold()


@dataclass(frozen=True)
class Wording:
    """A pattern to look for; `as_a_name` where it counts only with a capital, because it is also a word."""

    pattern: re.Pattern[str]
    as_a_name: bool = False


def _parts(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(words))


def wording(words: str, *, name: bool = False) -> Wording | None:
    """How words may turn up: joined, with a hyphen, with an s behind. None for what would be found in every sentence."""
    parts = _parts(words)
    joined = "".join(parts)
    if not parts or joined.isdigit() or (len(parts) == 1 and joined in NEVER_ALONE) or set(parts) <= NOT_NAMES:
        return None
    if len(joined) < 3 and not name and not re.search(r"\d", joined):
        return None
    capital = name and (len(joined) < 3 or set(parts) <= ALSO_WORDS | NEVER_ALONE)
    spelt = [
        f"(?:{re.escape(one.capitalize())}|{re.escape(one.upper())})" if capital else re.escape(one) for one in parts
    ]
    end = "(?:[sS])?" if name and len(joined) > 1 else ""
    return Wording(re.compile(rf"(?<![^\W_]){BETWEEN.join(spelt)}{end}(?![^\W_])"), capital)


def words_in(name: str) -> Iterator[str]:
    """The names in a name: each one, and each half of a double one, that could give somebody away by itself.

    >>> list(words_in("Mrs Edith Brindle-Moss (the neighbour)"))
    ['Edith', 'Brindle-Moss', 'Brindle', 'Moss']
    """
    typed_small = name == name.lower()
    for word in re.findall(r"[^\W\d_](?:[\w'\u2018\u2019\u02bc`-]*\w)?", name):
        if (word[0].isupper() or typed_small or word[0].lower() == word[0].upper()) and plain(word) not in NOT_NAMES:
            yield word
            if "-" in word:
                yield from (half for half in word.split("-") if len(half) > 2)


def postcodes(text: str) -> Iterator[tuple[str, str]]:
    """Each postcode in a text as its two halves, however it was typed."""
    yield from POSTCODE.findall(text)


def places(lines: str) -> Iterator[tuple[str, str]]:
    """Each part of an address as it was typed, and without its number; one line without commas is taken apart too.

    >>> list(places("Flat 2a, 14 Juniper Court Thornwick qx82tr"))
    [('Flat 2a', ''), ('14 Juniper Court', 'Juniper Court'), ('Thornwick', 'Thornwick')]
    """
    for piece in re.split(r"[,\n\r;]", POSTCODE.sub(",", lines)):
        for part in STREET.findall(piece.strip()):
            bare = NUMBERED.sub("", part.strip())
            if not set(_parts(part)) <= NO_PLACE:
                yield part.strip(), "" if set(_parts(bare)) <= NO_PLACE else bare


def place_alone(bare: str) -> str:
    """The one word of a street or a house that tells it: Juniper, of Juniper Court."""
    telling = [one for one in re.findall(r"[^\W\d_]{4,}", bare) if plain(one) not in NO_PLACE]
    return telling[0] if len(telling) == 1 else ""
