"""Reading a census file one child at a time, with the line of everything, and no more of it in memory than that.

The parser is expat: it stops at a document type declaration before anything in it is read, fetches nothing, counts
lines without an end, and keeps no tree.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

PIECE = 1 << 18
LARGEST_FILE = 4 << 30
LONGEST_CHILD = 4_000_000  # characters of one child: thousands of times more than any journey
MOST_ELEMENTS = 200_000  # of one child
DEEPEST = 40
MOST_OUTSIDE = 1000
WHOLE_AGAIN = "Ask for the file to be made again, and import the new one."


class BadFile(Exception):
    """The file cannot be imported; nothing of it was. Says what is wrong, where, and what to do."""

    def __init__(self, name: str, wrong: str, what_to_do: str, line: int = 0) -> None:
        self.name, self.wrong, self.what_to_do, self.line = name, wrong, what_to_do, line
        where = f"Line {line}: {wrong}" if line else wrong
        super().__init__(f"Cannot import {name}. {where}. {what_to_do}")


class Node:
    """One element of the file with its line, its text and what is inside it."""

    __slots__ = ("attributes", "inside", "line", "name", "pieces")

    def __init__(self, name: str, line: int, attributes: dict[str, str]) -> None:
        self.name, self.line, self.attributes = name, line, attributes
        self.pieces: list[tuple[int, str]] = []
        self.inside: list[Node] = []

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)


@dataclass
class Heading:
    """The file's own account of itself, and what stands outside its children."""

    elements: dict[str, tuple[str, int]] = field(default_factory=dict)
    outside: list[tuple[str, int]] = field(default_factory=list)
    children: int = 0


class Reader:
    """Reads one open file from its beginning. With `only_checking` each child comes empty, which is quicker."""

    def __init__(self, file: BinaryIO, name: str, *, only_checking: bool = False) -> None:
        self._file, self._name, self._keeping = file, name, not only_checking
        self.heading, self.digest = Heading(), hashlib.sha256()
        self._path: list[str] = []
        self._nodes: list[Node] = []
        self._made: list[Node] = []
        self._text: list[str] = []
        self._characters = self._elements = self._before = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters_came

    def children(self) -> Iterator[Node]:
        """Each Child element, whole. Raises BadFile where the file cannot be read on."""
        size = 0
        while piece := self._file.read(PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                wrong = f"The file is larger than {LARGEST_FILE >> 30} GB"
                raise BadFile(self._name, wrong, "Split it into files of fewer children.")
            self.digest.update(piece)
            self._parse(piece, last=False)
            made, self._made = self._made, []
            yield from made
        if not size:
            raise BadFile(self._name, "The file is empty", WHOLE_AGAIN)
        self._parse(b"", last=True)
        yield from self._made

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as found:
            raise self._said(found) from None
        except (LookupError, ValueError) as found:
            wrong = f"The file names an encoding that is not known here ({found})"
            raise BadFile(self._name, wrong, "Save it as UTF-8 and import that.", 1) from None

    def _said(self, found: expat.ExpatError) -> BadFile:
        """What an expat error means to the person who has the file."""
        words, line = expat.ErrorString(found.code) or "", found.lineno
        if "encoding" not in words and not self._path and not self.heading.elements:
            return BadFile(self._name, f"This is not an XML file ({words})", "Choose the census file itself.", line)
        if words in ("no element found", "unclosed token", "unclosed CDATA section", "partial character"):
            inside = f" inside {self._path[-1]}" if self._path else ""
            return BadFile(self._name, f"The file stops{inside} before its end", WHOLE_AGAIN, line)
        if "encoding" in words or words == "not well-formed (invalid token)":
            wrong = f"There is a character here that neither XML nor the encoding of this file allows ({words})"
            return BadFile(self._name, wrong, "Save the file in the encoding its first line names, as UTF-8.", line)
        return BadFile(self._name, f"The file is not well-formed here ({words})", WHOLE_AGAIN, line)

    def _document_type(self, *_: object) -> None:
        wrong = "The file has a document type declaration (<!DOCTYPE ...>), which a census file never has"
        raise BadFile(
            self._name, wrong, "Ask where the file came from; take the declaration out.", self._parser.CurrentLineNumber
        )

    def _start(self, spelt: str, attributes: dict[str, str]) -> None:
        name, line = spelt.rpartition(":")[2], self._parser.CurrentLineNumber
        self._before = line
        if not self._path and name != "Message":
            wrong = f"The file begins with {name}, not with Message"
            raise BadFile(self._name, wrong, "Choose a children in need census file.", line)
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise BadFile(self._name, f"More than {DEEPEST} elements lie one inside another", WHOLE_AGAIN, line)
        if self._nodes or self._path == ["Message", "Children", "Child"]:
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                raise BadFile(self._name, f"A child has more than {MOST_ELEMENTS} elements", WHOLE_AGAIN, line)
            if attributes:
                attributes = {key: value for key, value in attributes.items() if not key.startswith(("xmlns", "xsi:"))}
            node = Node(name, line, attributes)
            if self._nodes and self._keeping:
                self._nodes[-1].inside.append(node)
            self._nodes.append(node)
        else:
            self._text = []
            within = self._path[1:2]
            if within and within != ["Header"] and (within != ["Children"] or len(self._path) > 2):
                self._outside("/".join(self._path), line)

    def _end(self, spelt: str) -> None:
        line = self._before = self._parser.CurrentLineNumber
        if self._nodes:
            node = self._nodes.pop()
            if not self._nodes:
                self._made.append(node)
                self.heading.children += 1
                self._characters = self._elements = 0
        elif self._path[:2] == ["Message", "Header"]:
            self.heading.elements.setdefault(self._path[-1], ("".join(self._text).strip(), line))
            self._text = []
        self._path.pop()

    def _characters_came(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > LONGEST_CHILD:
            wrong = f"One child, or the text around children, runs to more than {LONGEST_CHILD} characters"
            raise BadFile(self._name, wrong, WHOLE_AGAIN, self._parser.CurrentLineNumber)
        if self._nodes:
            if self._keeping:
                self._nodes[-1].pieces.append((self._before, text))
        elif self._path[:2] == ["Message", "Header"]:
            self._text.append(text)
        elif text.strip():
            self._outside(f"the text “{text.strip()[:60]}”", self._before)

    def _outside(self, what: str, line: int) -> None:
        self.heading.outside.append((what, line))
        if len(self.heading.outside) > MOST_OUTSIDE:
            wrong = f"More than {MOST_OUTSIDE} elements stand outside Header and Child"
            raise BadFile(self._name, wrong, "Choose a children in need census file.", line)


def opened(path: Path, name: str) -> BinaryIO:
    """The file, to read. Raises BadFile where there is none to read."""
    try:
        if path.is_dir():
            raise BadFile(name, "This is a folder", "Choose the census file in it.")
        if not path.is_file():
            raise BadFile(name, "There is no such file", "Look at its name and folder, and choose it again.")
        return path.open("rb")
    except OSError as refused:
        raise BadFile(
            name, f"The file cannot be opened ({refused.strerror})", "Ask for leave to read it, or copy it."
        ) from None
