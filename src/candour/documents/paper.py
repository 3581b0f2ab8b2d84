"""A document's words as they stand on paper: the same for the page that prints and for the PDF."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from candour.documents.knowing import spelt
from candour.documents.reading_age import Readability, reading_age
from candour.record.entries.documents import Part
from candour.terms.sentences import sentences


def content(
    *, title: str, to_whom: str, about: str, on: date, sender: str, parts: Sequence[Part], large: bool, digest: str
) -> dict[str, Any]:
    """Everything that is printed. Its title names nobody, so that no list of files does."""
    return {
        "title": title,
        "head": [f"For: {to_whom}", f"About: {about}", spelt(on)],
        "parts": [
            {
                "heading": part.heading,
                "says": list(part.says),
                "lines": [{"label": line.label, "words": line.words} for line in part.lines],
            }
            for part in parts
        ],
        "foot": f"Made from the record by {sender}. Seal of exactly this text: {digest}",
        "large": large,
    }


def every_word(parts: Sequence[Part]) -> str:
    """All that a document says, to be read, counted or searched."""
    said = []
    for part in parts:
        said += [f"{part.heading}.", *part.says, *(f"{line.label}. {line.words}." for line in part.lines)]
    return "\n".join(said)


def how_hard(parts: Sequence[Part]) -> Readability:
    """The reading age of what a document says; labels and headings are not sentences and do not count."""
    return reading_age("\n".join(words for part in parts for words in (*part.says, *(one.words for one in part.lines))))


def shares(parts: Sequence[Part], written: Collection[str] = ()) -> dict[str, int]:
    """How many words came from the record, stand in the document by themselves, and were typed for it.

    `written` are the sentences of the finished text it is made from: somebody typed them, for this.
    """
    counted = {"from the record": 0, "standing words": 0, "typed for it": 0}
    for part in parts:
        said = sum(len(words.split()) for words in (part.heading, *part.says))
        counted["typed for it" if part.typed else "standing words"] += said
        for line in part.lines:
            said_here = [one.strip() for one in sentences(line.words) if one.strip()]
            typed = bool(said_here) and all(one in written for one in said_here)
            counted["typed for it" if typed else "from the record"] += len(f"{line.label} {line.words}".split())
    return counted
