"""What the parser's complaints mean to the person who has the file."""

from typing import Any

from candour.returns.bad_return import BadReturn

MADE_AGAIN = "Ask for the file to be made again, and check the new one."


def said_of(trouble: Any, name: str) -> BadReturn:
    """A complaint of the parser in plain words, with the line it stopped on."""
    line, words = trouble.lineno or 0, str(trouble.msg or "").split(", line ")[0]
    lower = words.lower()
    if "no element found" in lower or ("document is empty" in lower) or "start tag expected" in lower:
        return BadReturn(name, "This is not an XML file", "Choose the census file itself.", line)
    if "premature end" in lower or "end of data" in lower or "couldn't find end" in lower:
        return BadReturn(name, "The file stops here before its end", MADE_AGAIN, line)
    if "length too long" in lower or "too long" in lower or "huge" in lower or "excessive depth" in lower:
        wrong = f"There is a text, an attribute or a nesting here far larger than any in a census ({words})"
        return BadReturn(name, wrong, MADE_AGAIN, line)
    if "entity" in lower or "amplification" in lower:
        wrong = f"The file refers to something outside itself or to itself ({words})"
        return BadReturn(name, wrong, "Ask where the file came from; take the declarations out.", line)
    if "encod" in lower or "utf-8" in lower or "invalid char" in lower or "xmlchar" in lower:
        wrong = f"There is a character here that neither XML nor the encoding of this file allows ({words})"
        return BadReturn(name, wrong, "Save the file in the encoding its first line names, as UTF-8.", line)
    return BadReturn(name, f"The file is not well-formed here ({words})", MADE_AGAIN, line)
