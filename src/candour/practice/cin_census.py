"""Answering the census: an error is put right; a query may be put right, or explained."""

from dataclasses import dataclass

from candour.practice.guard import Today, Worker, decision, must
from candour.record.casefile import Casefile
from candour.record.entries.cin_census import CensusQueryExplained, ExplainedPlace
from candour.record.entry import ToRecord

DFE = "DfE, children in need census: technical specification and guide"


@dataclass(frozen=True, kw_only=True)
class ExplanationProposal:
    """Why what the record says is so. `is_query` is whether the rule asks; `places` are where it points to now."""

    year: int
    rule: str
    is_query: bool
    words: str
    places: tuple[ExplainedPlace, ...]


@must(f"{DFE}: an error is corrected before the return is accepted; only a query takes a note of explanation")
def only_a_query_is_explained(case: Casefile, proposal: ExplanationProposal, by: Worker) -> bool:
    """An error cannot be explained away. Put right what it points to."""
    return proposal.is_query


@must(f"{DFE}: a note of explanation says why the data is right")
def the_explanation_is_given(case: Casefile, proposal: ExplanationProposal, by: Worker) -> bool:
    """Say in your own words why what the record says is so."""
    return bool(proposal.words.strip())


@must("Candour house rule: an explanation is of what the record says, and of nothing else")
def there_is_something_to_explain(case: Casefile, proposal: ExplanationProposal, by: Worker) -> bool:
    """The census no longer asks this about the child. There is nothing to explain."""
    return bool(proposal.places)


@decision(only_a_query_is_explained, the_explanation_is_given, there_is_something_to_explain)
def explain_a_query_of_the_census(
    case: Casefile, proposal: ExplanationProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Keep why it is so, with what stood there, so that it is carried as long as that stands."""
    fact = CensusQueryExplained(
        explanation_id=today.fresh(),
        year=proposal.year,
        rule=proposal.rule,
        words=proposal.words,
        places=proposal.places,
    )
    return [ToRecord(fact, (case.subject,), today.day)]
