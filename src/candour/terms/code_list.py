"""A code list: the official codes of one question, each with words a person can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class CodeList:
    """One list as it stood in the years named: codes in use now, and codes kept only to read old records.

    >>> reasons = CodeList("Reason", "the guide", "2025-26", {"A": "Moved away"}, {"B": "Old reason"})
    >>> reasons.label("A"), reasons.label("B"), reasons.label("Z")
    ('Moved away', 'Old reason', 'Z (not a code we know)')
    >>> "A" in reasons, "B" in reasons
    (True, False)
    """

    name: str
    source: str
    year: str
    codes: Mapping[str, str]
    retired: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, code: object) -> bool:
        """Whether the code may be used today: a retired code may be read but not written."""
        return code in self.codes

    def label(self, code: str) -> str:
        """The words for a code; one nobody knows is shown as it came, so that nothing is hidden."""
        return self.codes.get(code) or self.retired.get(code) or f"{code} (not a code we know)"

    def choices(self) -> list[tuple[str, str]]:
        """What to offer on a page: the words first, the code after in brackets."""
        return [(code, f"{label} ({code})") for code, label in self.codes.items()]

    def grouped_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same choices under the list's own headings."""
        worded = dict(self.choices())
        return [(heading, [(code, worded[code]) for code in codes]) for heading, codes in self.groups.items()]
