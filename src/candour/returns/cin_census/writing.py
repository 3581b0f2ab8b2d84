"""Writing the census file: the order the return asks for, and characters an XML file can hold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from candour.ssd.cin_census_parts import Elements
from candour.terms.cin_census import EPISODE, HOLDERS, INSIDE, PARTS_BEFORE_NFA

OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n'
CLOSING = "  </Children>\n</Message>\n"
STEP = "  "
# What XML 1.0 cannot hold at all, however it is spelt.
CANNOT_BE_WRITTEN = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True)
class Written:
    """One part as it is to be written: its own elements, the parts inside it, and where it is on the record.

    `why` says of elements that differ from the record why they do.
    """

    group: str
    elements: Elements
    parts: tuple["Written", ...] = ()
    reference: str = ""
    why: Elements = ()


def spelt(text: str) -> str:
    """A value as XML spells it. What XML cannot hold is left out.

    >>> spelt("R&B" + chr(11) + chr(13))
    'R&amp;B&#13;'
    """
    return escape(CANNOT_BE_WRITTEN.sub("", text), {"\r": "&#13;"})


def header(values: Mapping[str, Mapping[str, str]]) -> str:
    """The file down to its first child."""
    lines = [f"{STEP}<Header>"]
    for group, elements in values.items():
        lines.append(f"{STEP * 2}<{group}>")
        lines += [f"{STEP * 3}<{name}>{spelt(value)}</{name}>" for name, value in elements.items()]
        lines.append(f"{STEP * 2}</{group}>")
    return OPENING + "\n".join([*lines, f"{STEP}</Header>", f"{STEP}<Children>", ""])


def child(identifiers: Elements, episodes: tuple[Written, ...]) -> str:
    """One child. The characteristics follow the identifiers as a block of their own."""
    about = ("Ethnicity", "Disability")
    lines = [f"{STEP * 2}<Child>", f"{STEP * 3}<ChildIdentifiers>"]
    lines += _elements(tuple(pair for pair in identifiers if pair[0] not in about), 4)
    lines += [f"{STEP * 3}</ChildIdentifiers>", f"{STEP * 3}<ChildCharacteristics>"]
    lines += _elements(tuple(pair for pair in identifiers if pair[0] in about), 4)
    lines.append(f"{STEP * 3}</ChildCharacteristics>")
    for episode in episodes:
        lines += _part(episode, 3)
    return "\n".join([*lines, f"{STEP * 2}</Child>", ""])


def _part(part: Written, depth: int) -> Iterator[str]:
    yield f"{STEP * depth}<{part.group}>"
    if part.group == EPISODE:
        yield from _elements(tuple(pair for pair in part.elements if pair[0] != "ReferralNFA"), depth + 1)
        yield from _inside(part, PARTS_BEFORE_NFA, depth)
        yield from _elements(tuple(pair for pair in part.elements if pair[0] == "ReferralNFA"), depth + 1)
        yield from _inside(part, tuple(name for name in INSIDE[EPISODE] if name not in PARTS_BEFORE_NFA), depth)
    else:
        yield from _elements(part.elements, depth + 1)
        yield from _inside(part, INSIDE.get(part.group, ()), depth)
    yield f"{STEP * depth}</{part.group}>"


def _inside(part: Written, names: tuple[str, ...], depth: int) -> Iterator[str]:
    for name in names:
        for one in part.parts:
            if one.group == name:
                yield from _part(one, depth + 1)


def _elements(elements: Elements, depth: int) -> list[str]:
    lines, step = [], STEP * depth
    for name, text in elements:
        if name not in HOLDERS:
            lines.append(f"{step}<{name}>{spelt(text)}</{name}>")
    for name, holder in HOLDERS.items():
        held = [text for one, text in elements if one == name]
        if held:
            lines.append(f"{step}<{holder}>")
            lines += [f"{step}{STEP}<{name}>{spelt(text)}</{name}>" for text in held]
            lines.append(f"{step}</{holder}>")
    return lines
