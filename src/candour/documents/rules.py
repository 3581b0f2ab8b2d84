"""What a reader may not be told, by rule: an address kept secret, who referred, other children, third parties.

Two nets. Each line of the record says what it tells, and is left out for a reader who may not be told that. Then every
sentence, wherever it came from, is searched for the very words that must not be there, and left out where they are.
Source: Data Protection Act 2018 Sch 2 para 16 and Sch 3 (third parties, social work); local conference procedures.
"""

import re

from candour.documents.readers import Reader
from candour.documents.spelling import plain

SECRET = {
    "confidential address": "A confidential address",
    "address": "Where the child lives",
    "confidential referrer": "Who referred the child, in confidence",
    "referrer": "Who referred the child",
    "what the referrer said": "What the referrer said",
    "the child's account": "What the child told in confidence",
    "the child's view": "The child's view",
    "what agencies shared": "What agencies shared in an enquiry",
    "an agency's view": "What an agency said",
    "what a worker noticed": "What a worker noticed",
    "family network": "Somebody of the wider family",
    "harm": "A harm to the child",
    "protection": "What protects the child",
    "disagreement": "Who disagreed",
    "pressure and direction": "Who spoke about the decision beforehand",
    "other child": "Another child",
    "third party": "Somebody else's private life",
    "not for this reader": "Its author said that this reader must not be shown it",
    "internal": "The authority's own working",
    "who was there": "Which agencies and people are near the child",
    "who helps": "Who helps the family, and when",
    "how the child is now": "How the child is now",
    "a worker's words": "What a worker wrote",
}
NOT_FOR_THIS_READER = "not for this reader"
CONFIDENTIAL = frozenset({"confidential address", "confidential referrer"})
_ALWAYS = set(CONFIDENTIAL)
_OUTSIDE = {*_ALWAYS, "referrer", "what the referrer said", "the child's account", "what agencies shared", "address",
            "family network", "what a worker noticed", "internal"}  # fmt: skip
MAY_NOT_BE_TOLD: dict[str, set[str]] = {
    "child": {*_ALWAYS, "referrer", "what the referrer said", "what agencies shared", "an agency's view",
              "what a worker noticed", "pressure and direction", "internal"},
    "parent": {*_ALWAYS, "referrer", "the child's account", "what agencies shared", "internal"},
    "carer": {*_ALWAYS, "referrer", "what the referrer said", "the child's account", "what agencies shared", "internal"},
    "relative": {*_OUTSIDE, "harm", "protection", "an agency's view", "disagreement", "pressure and direction"},
    "school": _OUTSIDE,
    "health": _OUTSIDE,
    "police": {*_ALWAYS, "referrer"},
    "agency": _OUTSIDE,
    "referrer": set(SECRET),
    "court": {*_ALWAYS, "referrer"},
    "authority": {"confidential referrer"},
    "worker": set(),
}  # fmt: skip
NOT_AT_HOME = {"address", "family network"}
WHERE_HARM_COMES_FROM = {*NOT_AT_HOME, "the child's view", "the child's account", "protection", "what the referrer said",
                         "what a worker noticed"}  # fmt: skip

# Somebody the record names as where a harm comes from, who lives elsewhere, is not to learn how and where to find the
# child. No rule can read what a worker wrote, so none of it goes: the sender writes to them in their own words.
AT_A_DISTANCE = {"who was there", "who helps", "how the child is now", "a worker's words", "an agency's view", "disagreement",
                 "pressure and direction"}  # fmt: skip


def may_not_be_told(reader: Reader) -> set[str]:
    """What is left out for a reader. A kind of reader nobody has thought of is told nothing that is marked."""
    held = set(MAY_NOT_BE_TOLD.get(reader.kind, set(SECRET))) | reader.never
    if reader.kind in ("parent", "carer") and not reader.lives_with:
        held |= NOT_AT_HOME
    if reader.harmed:
        held |= WHERE_HARM_COMES_FROM
    if reader.at_a_distance:
        held |= AT_A_DISTANCE
    return held


def why_withheld(tells: tuple[str, ...], reader: Reader) -> str:
    """Why a line is left out for this reader; empty where it may stand.

    "words of Stacey Whitlock" are shown to her and to those outside the family, never to others of the family.
    """
    held = may_not_be_told(reader)
    for one in tells:
        if one in held or one == NOT_FOR_THIS_READER:
            return SECRET[one]
        if one.startswith("words of ") and not _may_hear(one.removeprefix("words of "), reader):
            return "Another person's own words"
        if one.startswith("task of ") and reader.at_a_distance and not _is_named(one, reader):
            return "What others do"
        if one.startswith("presence of ") and reader.kind in ("referrer", "relative"):
            return "Who was there"
    return ""


def _is_named(words: str, reader: Reader) -> bool:
    """Whether words name a reader: by first name, or by what they are called on the file."""
    names = {plain(word) for word in (*reader.name.split()[:1], *reader.called)}
    return bool(names & set(re.findall(r"[\w'-]+", plain(words))))


def _may_hear(whose: str, reader: Reader) -> bool:
    if reader.kind in ("court", "authority", "worker"):
        return True
    if whose == "the family":
        return reader.of_the_family and reader.lives_with and not reader.harmed
    if reader.kind in ("school", "health", "police", "agency"):
        return False
    return whose.casefold() == reader.name.casefold() or whose.casefold() in reader.called
