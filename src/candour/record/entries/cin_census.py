"""What arrived in a children in need census file: noted as it was typed, because it happened elsewhere."""

from dataclasses import dataclass

from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One element of a census file: its name, what was typed, and the line it stood on."""

    element: str
    text: str
    line: int = 0


@entry("census_group_imported")
class CensusGroupImported:
    """A part of a census return came in from a file; every element is kept as it was typed."""

    reference: str  # this part's own reference on the record
    parent: str = ""  # the reference of the episode or plan it belongs to
    group: str  # ChildIdentifiers, CINdetails, Assessments, CINPlanDates, Section47, ChildProtectionPlans, ...
    key: str  # what finds the same part in a later file
    collection_year: int
    source_file: str
    source_digest: str = ""
    file_made: str = ""  # when the file says it was made: of two files of one year the later one stands
    line: int = 0
    elements: tuple[Typed, ...] = ()
