"""Reading a census file into rows of tables, some children at a time, with the line of everything that was typed.

What is typed is kept as it is. An element that is not there has no text at all; one that is empty has an empty text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from candour.frames.table import Table
from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.layout import (
    ASSESSMENT_FACTORS_LIST,
    ASSESSMENTS,
    CHILD_CHARACTERISTICS,
    CHILD_IDENTIFIERS,
    CHILD_PROTECTION_PLANS,
    CIN_DETAILS,
    CIN_PLAN_DATES,
    DISABILITIES,
    HEADER,
    PRE_PROCEEDINGS_AND_FGDM,
    REVIEWS,
    SECTION47,
    TABLES,
)
from candour.returns.xml_trouble import said_of

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
MOST_NOTES = 1000
LINES_COUNTED_APART = 65535  # the parser counts the lines of text beyond here, not of elements
HOLDER_OF_FACTORS, HOLDER_OF_DISABILITIES = "FactorsIdentifiedAtAssessment", "Disabilities"
INSIDE_AN_EPISODE = {
    table.path: table
    for table in (ASSESSMENTS, CIN_PLAN_DATES, SECTION47, CHILD_PROTECTION_PLANS, PRE_PROCEEDINGS_AND_FGDM)
}


@dataclass
class Heading:
    """What the file says of itself: each element of its header with its line, and where the header stands."""

    elements: dict[str, tuple[str, int]] = field(default_factory=dict)
    found: bool = False

    def text(self, name: str) -> str | None:
        """What was typed, or None where the element is not there."""
        return self.elements[name][0] if name in self.elements else None


@dataclass(frozen=True)
class Note:
    """Something about how the file is built: read on regardless, and told."""

    line: int
    words: str


class _Fields(dict[str, int]):
    """Where each element of one table goes, by its name with or without a namespace; -1 for what has no place."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._known = {name: at for at, name in enumerate(table.fields)}
        self.width = len(table.fields)
        if table is not CHILD_IDENTIFIERS:
            self._known.pop("LAchildID")

    def __missing__(self, tag: str) -> int:
        found = self[tag] = self._known.get(local(tag), -1)
        return found


FIELDS = {table.name: _Fields(table) for table in TABLES if table is not HEADER}
_LOCAL: dict[object, str] = {}


def local(tag: object) -> str:
    """An element's name without its namespace."""
    name = _LOCAL.get(tag)
    if name is None:
        name = _LOCAL[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else "a reference to something outside"
    return name


def line_of(element: Any) -> int:
    """The line an element begins on."""
    line: int = element.sourceline or 0
    if line >= LINES_COUNTED_APART:
        line -= (element.text or ("" if len(element) else element.tail) or "").count("\n")
    return line


def begun(file: BinaryIO, name: str) -> Heading:
    """The header of a file, wherever it stands. Raises BadReturn where this is no census file."""
    heading, first = Heading(), True
    try:
        for _, element in _parsed(file):
            if first:
                _is_a_census(element.getroottree(), name)
                first = False
            if local(element.tag) == "Header":
                heading.found = True
                for each in element.iter():
                    if not len(each):
                        heading.elements.setdefault(local(each.tag), (each.text or "", line_of(each)))
                break
            _let_go(element)
    except etree.XMLSyntaxError as trouble:
        raise said_of(trouble, name) from None
    finally:
        file.seek(0)
    return heading


def _is_a_census(tree: Any, name: str) -> None:
    if tree.docinfo.doctype:
        wrong = "The file has a document type declaration (<!DOCTYPE ...>), which a census file never has"
        raise BadReturn(name, wrong, "Ask where the file came from; take the declaration out.", 1)
    root = tree.getroot()
    if local(root.tag) != "Message":
        wrong = f"The file begins with {local(root.tag)}, not with Message"
        raise BadReturn(name, wrong, "Choose a children in need census file.", root.sourceline or 1)


def _parsed(file: BinaryIO) -> Any:
    return etree.iterparse(
        file,
        events=("end",),
        tag=("{*}Header", "{*}Child"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _let_go(element: Any) -> None:
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


class Reading:
    """One file, read from its beginning. `notes` fill up as it is read, and `children` counts."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name, self._file = name, file
        self.notes: list[Note] = []
        self.more_notes = self.children = 0
        self._keys = dict.fromkeys((table.name for table in TABLES), 0)
        self._rows: Rows = {}
        self._number: str | None = None

    def note(self, line: int, words: str) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(line, words))
        else:
            self.more_notes += 1

    def batches(self, size: int) -> Iterator[Rows]:
        """The rows of so many children at a time. Raises BadReturn where the file cannot be read on."""
        self._rows, held, headers, tree = _empty(), 0, 0, None
        try:
            for _, element in _parsed(self._file):
                if tree is None:
                    tree = element.getroottree()
                    _is_a_census(tree, self.name)
                if local(element.tag) == "Header":
                    headers += 1
                    if headers > 1:
                        self.note(line_of(element), "There is more than one Header; the first is the one that counts")
                    continue
                self._child(element)
                _let_go(element)
                held += 1
                if held == size:
                    yield self._rows
                    self._rows, held = _empty(), 0
        except etree.XMLSyntaxError as trouble:
            raise said_of(trouble, self.name) from None
        if tree is None:
            raise BadReturn(
                self.name, "There is neither a Header nor a Child in it", "Choose a children in need census file."
            )
        self._outside(tree.getroot())
        if held or not self.children:
            yield self._rows

    def _outside(self, root: Any) -> None:
        for element in root:
            if local(element.tag) not in ("Header", "Children", "Child"):
                self.note(line_of(element), f"{local(element.tag)} is not part of the return")
            elif local(element.tag) == "Children":
                for inside in element:
                    if local(inside.tag) != "Child":
                        self.note(line_of(inside), f"{local(inside.tag)} is not part of the return")
        if not self.children:
            self.note(0, "There is no Child in the file")

    def _child(self, child: Any) -> None:
        self.children += 1
        key = (self.children,)
        identifiers, characteristics, episodes = None, None, []
        for part in child:
            match local(part.tag):
                case "CINdetails":
                    episodes.append(part)
                case "ChildIdentifiers" if identifiers is None:
                    identifiers = part
                case "ChildCharacteristics" if characteristics is None:
                    characteristics = part
                case "ChildIdentifiers" | "ChildCharacteristics" as name:
                    self.note(line_of(part), f"There is more than one {name} in this Child; the first counts")
                case name:
                    self.note(line_of(part), f"{name} is not part of a Child")
            after = part.tail
            if after and not after.isspace():
                self._stray(part)
        line = line_of(child)
        if identifiers is None:
            self.note(line, "This Child has no ChildIdentifiers")
        texts, lines, _ = self._fields(identifiers, CHILD_IDENTIFIERS, line)
        self._number, number_line = texts[0], lines[0]
        lines[0] = number_line or (line_of(identifiers) if identifiers is not None else line)
        self._rows["ChildIdentifiers"].append((*key, *key, *texts, *lines))
        self._characteristics(characteristics, key, line)
        for nth, part in enumerate(episodes, 1):
            self._episode(part, key, nth)

    def _characteristics(self, part: Any, key: tuple[int], line: int) -> None:
        if part is None:
            self.note(line, "This Child has no ChildCharacteristics")
        texts, lines, others = self._fields(part, CHILD_CHARACTERISTICS, line)
        texts[0], lines[0] = self._number, line if part is None else line_of(part)
        self._rows["ChildCharacteristics"].append((*key, *key, *key, *key, *texts, *lines))
        held = self._held(others, HOLDER_OF_DISABILITIES, "Disability", "ChildCharacteristics")
        for nth, (text, at) in enumerate(held, 1):
            row = (self._next(DISABILITIES), *key, nth, *key, self._number, text, at, at)
            self._rows["Disabilities"].append(row)

    def _episode(self, part: Any, outer: tuple[int], nth: int) -> None:
        texts, lines, groups = self._fields(part, CIN_DETAILS, 0)
        key = (self._next(CIN_DETAILS), *outer)
        ordinal = (nth, *outer)
        texts[0], lines[0] = self._number, line_of(part)
        self._rows["CINdetails"].append((*key, *ordinal, *texts, *lines))
        counted: dict[str, int] = {}
        for group in groups:
            name = local(group.tag)
            table = INSIDE_AN_EPISODE.get(name)
            if table is None:
                self.note(line_of(group), f"{name} is not part of CINdetails")
                continue
            counted[name] = counted.get(name, 0) + 1
            self._group(group, table, key, (counted[name], *ordinal))

    def _group(self, part: Any, table: Table, outer: tuple[int, ...], ordinal: tuple[int, ...]) -> None:
        texts, lines, others = self._fields(part, table, 0)
        key = (self._next(table), *outer)
        texts[0], lines[0] = self._number, line_of(part)
        if table is ASSESSMENTS:
            held = self._held(others, HOLDER_OF_FACTORS, "AssessmentFactors", "Assessments")
            if held:
                texts[-1], lines[-1] = ", ".join(text for text, _ in held), held[0][1]
            for nth, (text, at) in enumerate(held, 1):
                row = (self._next(ASSESSMENT_FACTORS_LIST), *key, nth, *ordinal, self._number, text, at, at)
                self._rows["AssessmentFactorsList"].append(row)
        elif table is CHILD_PROTECTION_PLANS:
            self._reviews(others, key, ordinal)
        else:
            for other in others:
                self.note(line_of(other), f"{local(other.tag)} is not part of {table.path}")
        self._rows[table.name].append((*key, *ordinal, *texts, *lines))

    def _reviews(self, parts: list[Any], outer: tuple[int, ...], ordinal: tuple[int, ...]) -> None:
        nth = 0
        for part in parts:
            if local(part.tag) != "Reviews":
                self.note(line_of(part), f"{local(part.tag)} is not part of ChildProtectionPlans")
                continue
            line, dates = line_of(part), []
            for date in part:
                if local(date.tag) == "CPPreviewDate":
                    text = date.text
                    dates.append((text or "", date.sourceline if text else line_of(date)))
                else:
                    self.note(line_of(date), f"{local(date.tag)} is not part of Reviews")
                after = date.tail
                if after and not after.isspace():
                    self._stray(date)
            for text, at in dates or [(None, line)]:
                nth += 1
                row = (self._next(REVIEWS), *outer, nth, *ordinal, self._number, text, line, at)
                self._rows["Reviews"].append(row)

    def _fields(self, part: Any, table: Table, line: int) -> tuple[list[str | None], list[int | None], list[Any]]:
        """What was typed in each field of a part, on which line, and the parts inside that are no fields."""
        fields = FIELDS[table.name]
        texts: list[str | None] = [None] * fields.width
        lines: list[int | None] = [line or None] * fields.width
        others: list[Any] = []
        if part is None:
            return texts, lines, others
        lines = [line_of(part)] * fields.width
        for leaf in part:
            at = fields[leaf.tag]
            text = leaf.text
            if at < 0 or len(leaf):
                others.append(leaf)
            elif texts[at] is not None:
                self.note(line_of(leaf), f"{local(leaf.tag)} stands here a second time; the first counts")
            elif text:
                texts[at] = text
                lines[at] = leaf.sourceline
            else:
                texts[at] = ""
                lines[at] = line_of(leaf)
            after = leaf.tail
            if after and not after.isspace():
                self._stray(leaf)
        if table is CHILD_IDENTIFIERS:
            for other in others:
                self.note(line_of(other), f"{local(other.tag)} is not part of ChildIdentifiers")
        return texts, lines, others

    def _held(self, parts: list[Any], holder: str, name: str, outer: str) -> list[tuple[str, int]]:
        """The texts of elements that stand together inside a holder."""
        held = []
        for part in parts:
            if local(part.tag) != holder:
                self.note(line_of(part), f"{local(part.tag)} is not part of {outer}")
                continue
            for element in part:
                text = element.text
                if local(element.tag) == name:
                    held.append((text or "", element.sourceline if text else line_of(element)))
                else:
                    self.note(line_of(element), f"{local(element.tag)} is not part of {holder}")
                after = element.tail
                if after and not after.isspace():
                    self._stray(element)
        return held

    def _stray(self, element: Any) -> None:
        if element.tail and not element.tail.isspace():
            self.note(line_of(element), f"The text “{element.tail.strip()[:60]}” stands outside any element")

    def _next(self, table: Table) -> int:
        self._keys[table.name] += 1
        return self._keys[table.name]


def _empty() -> Rows:
    return {table.name: [] for table in TABLES if table is not HEADER}


def opened(path: Path) -> BinaryIO:
    """The file, to be read. Raises BadReturn where there is none to read."""
    name = path.name
    try:
        if not path.exists():
            raise BadReturn(name, "There is no such file", "Look at its name and folder, and name it again.")
        if path.stat().st_size == 0:
            raise BadReturn(name, "The file is empty", "Ask for the file to be made again.")
        return path.open("rb")
    except OSError as refused:
        wrong = f"The file cannot be opened ({refused.strerror})"
        raise BadReturn(name, wrong, "Ask for leave to read it, or copy it.") from None
