"""What was typed that does not fit the question: no date, no code of the list, neither yes nor no, in the wrong place."""

from candour.intake.cin_census.parts import STRAY, FilePart
from candour.record.casefile.census import FALSE, TRUE, day
from candour.record.entries.cin_census import Typed
from candour.terms.cin_census import CODES, COUNTS, DATES, ELEMENTS, MANY, PRE_PROCEEDINGS, YES_OR_NO

PRE_PROCEEDINGS_KEPT = "The dataset has no place for PreProceedingsandFGDM (asked for since 2026-27): kept as typed"


def misfit(element: str, text: str) -> str:
    """What is wrong with a value; empty where nothing is.

    >>> misfit("CPPstartDate", "31/03/2025"), misfit("Sex", "M"), misfit("ICPCnotRequired", "no")
    ('is not a date of this age (CCYY-MM-DD)', '', 'is neither true nor false')
    """
    value = text.strip()
    if not value:
        return ""
    if element in DATES and day(value) is None:
        return "is not a date of this age (CCYY-MM-DD)"
    if element in YES_OR_NO and value not in TRUE | FALSE:
        return "is neither true nor false"
    if element in COUNTS and not (value.isascii() and value.isdigit()):
        return "is not a whole number"
    if element in CODES and value not in CODES[element] and value not in CODES[element].retired:
        return "is not a code of the list"
    if element == "LAchildID" and not (value.isascii() and value.isalnum()):
        return "has characters other than letters and digits"
    return ""


def remarks(part: FilePart) -> list[tuple[str, str, str, int]]:
    """Every remark on a part's own elements: what is to be said, of which element, with which value, on which line."""
    said, seen = [], set()
    if part.group == PRE_PROCEEDINGS:
        said.append((PRE_PROCEEDINGS_KEPT, part.group, "", part.line))
    for typed in part.elements:
        if why := _remark(part.group, typed, repeated=typed.element in seen):
            said.append((why, typed.element, typed.text.strip(), typed.line))
        seen.add(typed.element)
    return said


def _remark(group: str, typed: Typed, *, repeated: bool) -> str:
    if typed.element == STRAY:
        return "Text stands between elements, where none belongs: kept as typed"
    if typed.element not in ELEMENTS[group]:
        return "The census has no such element here: kept as typed"
    if repeated and typed.element not in MANY:
        return "This element appears more than once: the first is used, all are kept"
    wrong = misfit(typed.element, typed.text)
    return f"The value {wrong}: kept as typed" if wrong else ""
