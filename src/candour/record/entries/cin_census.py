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


@entry("census_mending_asked")
class CensusMendingAsked:
    """Somebody was asked to put right what a rule of the census found about a child."""

    asked_id: str
    year: int  # the calendar year the census year ends in
    rule: str
    worker_id: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ExplainedPlace:
    """One place an explanation is about: the part and its element, and what stood there; `there` is false for nothing."""

    table: str
    element: str
    reference: str = ""  # of the part; empty where it is about who the child is
    value: str = ""
    there: bool = True


@entry("census_query_explained")
class CensusQueryExplained:
    """A query of the census was explained: why what the record says is so. It holds for as long as the record says so."""

    explanation_id: str
    year: int
    rule: str
    words: str
    places: tuple[ExplainedPlace, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """How many places a rule pointed to."""

    rule: str
    places: int


@entry("census_produced")
class CensusProduced:
    """The census file of a year was made from the record, and kept under the digest of its bytes."""

    produced_id: str
    year: int
    digest: str
    size: int
    children: int
    findings: tuple[RuleCount, ...] = ()
    rules_not_run: tuple[str, ...] = ()
