"""What the record already says, in lines ready for a page or a letter: nobody types it again.

Each line says what it `tells` (a confidential address, who referred, the child's own account, another child ...), so that
a reader who may not be told is not. The rules are in `documents.rules`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from candour.documents.conferences import Meeting, conferences_held
from candour.record.casefile import Casefile
from candour.record.entries.written_work import Line


def spelt(day: date | None) -> str:
    """A day as a letter says it.

    >>> spelt(date(2026, 3, 9)), spelt(None)
    ('9 March 2026', 'a day not known')
    """
    return f"{day:%-d %B %Y}" if day else "a day not known"


@dataclass(frozen=True)
class Knowing:
    """A file, the names of the workers in it, and the conference, assessment or plan a text is about, if one."""

    case: Casefile
    names: Mapping[str, str]
    about: str = ""

    def name(self, worker_id: str) -> str:
        return self.names.get(worker_id, "") or "A worker"

    @property
    def meeting(self) -> Meeting | None:
        """The conference the text is about."""
        return next((one for one in reversed(conferences_held(self.case)) if self.about in one.refs), None)


Block = Callable[[Knowing], list[Line]]
BLOCKS: dict[str, Block] = {}


def block(made: Block) -> Block:
    """Put a block on the list under its own name."""
    BLOCKS[made.__name__] = made
    return made


def what_is_known(blocks: tuple[str, ...], of: Knowing) -> tuple[Line, ...]:
    """The lines of several blocks, one after another."""
    return tuple(line for name in blocks for line in BLOCKS[name](of))
