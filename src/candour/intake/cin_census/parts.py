"""A child as the file tells it: each part with its elements as they were typed, and those of its parts in turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candour.intake.cin_census.reading import Node
from candour.record.entries.cin_census import Typed
from candour.terms.cin_census import CHILD, ELEMENTS, EPISODE, HOLDERS, INSIDE, MAIN_DATE, REVIEW

CHARACTERISTICS = "ChildCharacteristics"
STRAY = "#text"
HOLDER_NAMES = frozenset(HOLDERS.values())


def first_text(elements: Sequence[Typed], element: str) -> str:
    """What the first element of this name says that says anything."""
    return next((text for typed in elements if typed.element == element and (text := typed.text.strip())), "")


@dataclass(frozen=True)
class FilePart:
    """One part of the file, from the line it began on."""

    group: str
    line: int
    elements: tuple[Typed, ...]
    parts: tuple["FilePart", ...] = ()

    def text(self, element: str) -> str:
        return first_text(self.elements, element)

    @property
    def main_date(self) -> str:
        return self.text(MAIN_DATE.get(self.group, ""))

    def every(self) -> Iterator["FilePart"]:
        """This part and all inside it."""
        yield self
        for part in self.parts:
            yield from part.every()


@dataclass(frozen=True)
class FileChild:
    """One child of the file. `has_identifiers` is false where the file has no ChildIdentifiers for them."""

    line: int
    number: str
    has_identifiers: bool
    identifiers: FilePart
    episodes: tuple[FilePart, ...]

    @property
    def number_line(self) -> int:
        return next((typed.line for typed in self.identifiers.elements if typed.element == "LAchildID"), self.line)


def child_of(node: Node) -> FileChild:
    """A Child element as its parts."""
    own, episodes, line = [*_strays(node), *_attributes(node)], [], node.line
    has_identifiers = False
    for each in node.inside:
        if each.name == EPISODE:
            episodes.append(_part(each))
        elif each.name in (CHILD, CHARACTERISTICS):
            if each.name == CHILD and not has_identifiers:
                has_identifiers, line = True, each.line
            own += _elements(each, CHILD)
        else:
            own += _unknown(each, "")
    identifiers = FilePart(CHILD, line, tuple(own))
    return FileChild(node.line, identifiers.text("LAchildID"), has_identifiers, identifiers, tuple(episodes))


def _part(node: Node) -> FilePart:
    inside = INSIDE.get(node.name, ())
    parts: list[FilePart] = []
    for each in node.inside:
        if each.name == REVIEW and REVIEW in inside:
            parts += _reviews(each)
        elif each.name in inside:
            parts.append(_part(each))
    return FilePart(node.name, node.line, tuple(_elements(node, node.name)), tuple(parts))


def _reviews(node: Node) -> list[FilePart]:
    """One part a review: a block holds one date in some files, and all of them in others."""
    typed = list(_elements(node, REVIEW))
    dates = [one for one in typed if one.element == "CPPreviewDate"]
    rest = tuple(one for one in typed if one.element != "CPPreviewDate")
    if len(dates) < 2:
        return [FilePart(REVIEW, node.line, tuple(typed))]
    return [FilePart(REVIEW, one.line, (one, *rest) if at == 0 else (one,)) for at, one in enumerate(dates)]


def _elements(node: Node, group: str) -> Iterator[Typed]:
    known = ELEMENTS[group]
    for each in node.inside:
        if each.name in known and not each.inside:
            yield Typed(element=each.name, text=each.text, line=each.line)
            yield from _attributes(each)
        elif each.name in HOLDER_NAMES and any(HOLDERS.get(name) == each.name for name in known):
            yield from _attributes(each)
            yield from _elements(each, group)
        elif each.name not in INSIDE.get(group, ()):
            yield from _unknown(each, "")
    yield from _attributes(node) if node.name not in HOLDER_NAMES else ()
    yield from _strays(node)


def _unknown(node: Node, path: str) -> Iterator[Typed]:
    """An element the census does not have, and all in it, each by its path."""
    name = f"{path}{node.name}"
    text = node.text if not node.inside else node.text.strip()
    if text or not node.inside:
        yield Typed(element=name, text=text, line=node.line)
    yield from _attributes(node, path)
    for each in node.inside:
        yield from _unknown(each, f"{name}/")


def _attributes(node: Node, path: str = "") -> Iterator[Typed]:
    for key, value in node.attributes.items():
        yield Typed(element=f"{path}{node.name}@{key}", text=value, line=node.line)


def _strays(node: Node) -> Iterator[Typed]:
    """Text that stands between elements, where none belongs."""
    for line, text in node.pieces:
        if text.strip():
            yield Typed(element=STRAY, text=text.strip(), line=line)
