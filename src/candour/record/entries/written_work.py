"""What workers write: passages under their author's name, proposals to change them, finished versions, authorisation."""

from dataclasses import dataclass

from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A few sentences and what they are: seen, told (by whom), opinion or hypothesis; unmarked where it was not said."""

    words: str
    mark: str = ""  # seen, told, opinion, hypothesis
    told_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something the record knew, as it was shown in a finished text. `tells` names what a reader may not be shown."""

    label: str
    words: str
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FinishedPassage:
    """A passage as it stood when the text was finished, with whose words it is."""

    passage_id: str
    author: str
    statements: tuple[Statement, ...]
    worded_by: tuple[str, ...] = ()  # whose proposals its author accepted
    machine: str = ""
    tool: str = ""
    checked_by: str = ""
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FinishedSection:
    """A section of a finished text: what came from the record, and what was written."""

    key: str
    title: str
    known: tuple[Line, ...] = ()
    passages: tuple[FinishedPassage, ...] = ()


@entry("written_work_begun")
class WrittenWorkBegun:
    """Somebody began a piece of written work, or their own version beside another's."""

    work_id: str
    work_kind: str
    about: str = ""
    beside: str = ""


@entry("passage_written")
class PassageWritten:
    """Somebody wrote a passage, or wrote their own passage anew. Only its author ever does."""

    work_id: str
    passage_id: str
    section: str
    statements: tuple[Statement, ...]
    machine: str = ""  # transcribed, wrote; empty where a person did
    tool: str = ""
    checked: str = ""  # how the author checked a machine's words
    not_for: tuple[str, ...] = ()  # readers it must not be shown to
    proposal_id: str = ""
    worded_by: tuple[str, ...] = ()


@entry("change_proposed")
class ChangeProposed:
    """Somebody proposed other words for a passage. Its author accepts or declines them."""

    proposal_id: str
    work_id: str
    passage_id: str
    to_entry: str
    statements: tuple[Statement, ...]
    why: str


@entry("proposal_answered")
class ProposalAnswered:
    """The author of a passage accepted or declined a proposal."""

    proposal_id: str
    work_id: str
    accepted: bool
    why: str = ""


@entry("version_finished")
class VersionFinished:
    """A piece of written work was finished: this text, and no other, can be authorised and sent."""

    version_id: str
    work_id: str
    number: int
    sections: tuple[FinishedSection, ...]
    digest: str
    why_new: str = ""


@entry("version_begun")
class VersionBegun:
    """A finished text was taken up again, for a stated reason; the finished one stays as it was."""

    work_id: str
    after: str
    why: str


@entry("version_authorised")
class VersionAuthorised:
    """Somebody read a finished text and put their name to exactly that text."""

    version_id: str
    work_id: str
    digest: str
    because: str
    open_seconds: int


@entry("version_returned")
class VersionReturned:
    """Somebody read a finished text and gave it back, with the reason."""

    version_id: str
    work_id: str
    digest: str
    because: str
    open_seconds: int
