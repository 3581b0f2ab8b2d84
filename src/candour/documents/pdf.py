"""A document as a tagged PDF, the same bytes each time it is made."""

import json
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def pdf(content: dict[str, Any], sheet: str = "paper.typ") -> bytes:
    """A PDF of a document's words (as `paper.content` gives them), tagged for screen readers (PDF/UA-1).

    Where a letter has no shape in our typefaces the standard cannot be promised: then it is tagged all the same,
    and `unprintable` names the letters so that the sender can use the page instead.
    """
    try:
        return _compiled(content, "ua-1", sheet)
    except typst.TypstError:
        return _compiled(content, "1.7", sheet)


def unprintable(content: dict[str, Any]) -> str:
    """What cannot be shown in the PDF, in the typesetter's words; empty where everything can."""
    try:
        _compiled(content, "ua-1")
    except typst.TypstError as error:
        return str(error)
    return ""


def _compiled(content: dict[str, Any], standard: Literal["ua-1", "1.7"], sheet: str = "paper.typ") -> bytes:
    made: bytes | list[bytes] | None = typst.compile(
        HERE / sheet,
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(content)},
        pdf_standards=standard,
    )
    assert isinstance(made, bytes), "one PDF was asked for"
    return made
