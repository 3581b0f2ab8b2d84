"""The census return under way: what somebody was asked to mend, what was explained, and the files that were made."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.cin_census import CensusMendingAsked, CensusProduced, CensusQueryExplained
from candour.ssd.table import Row, table


@table(
    "cin_census_asked",
    """
    ccas_id text the reference
    ccas_person_id text the child
    ccas_year integer the calendar year the census year ends in
    ccas_rule text the rule
    ccas_worker_id text who was asked to put it right
    ccas_date date when
    ccas_actor text who asked
    """,
    shows=(CensusMendingAsked,),
    indexes=("ccas_worker_id", "ccas_person_id"),
)
def asked_rows(case: Casefile) -> Iterable[Row]:
    """Who was asked to put right what a rule of the census found; of two asked the same, the one asked last."""
    last = {(item.fact.year, item.fact.rule): item for item in case.of(CensusMendingAsked)}
    for item in last.values():
        fact = item.fact
        yield (fact.asked_id, case.subject, fact.year, fact.rule, fact.worker_id, item.happened, item.actor)


@table(
    "cin_census_explained",
    """
    ccex_id text the row's reference
    ccex_person_id text the child
    ccex_rule text the query that was explained
    ccex_table text the part of the return it points to
    ccex_element text the element
    ccex_reference text the part's reference
    ccex_value text what stood there; nothing where nothing did
    ccex_words text why it is so
    ccex_date date when it was explained
    ccex_actor text who explained it
    """,
    shows=(CensusQueryExplained,),
    indexes=("ccex_person_id",),
)
def explained_rows(case: Casefile) -> Iterable[Row]:
    """Queries of the census that were explained, place by place; each holds as long as the same stands there."""
    for item in case.of(CensusQueryExplained):
        fact = item.fact
        for at, place in enumerate(fact.places):
            yield (
                f"{fact.explanation_id}-{at:04d}", case.subject, fact.rule, place.table, place.element,
                place.reference or None, place.value if place.there else None, fact.words, item.happened, item.actor,
            )  # fmt: skip


@table(
    "cin_census_produced",
    """
    ccpr_id text the reference
    ccpr_year integer the calendar year the census year ends in
    ccpr_digest text SHA-256 of the file, under which it is kept
    ccpr_size integer how many bytes it has
    ccpr_children integer how many children are in it
    ccpr_found integer how many places the rules pointed to when it was made
    ccpr_made moment when it was made
    ccpr_actor text who made it
    """,
    shows=(CensusProduced,),
    indexes=("ccpr_year",),
)
def produced_rows(case: Casefile) -> Iterable[Row]:
    """Every census file that was made and kept."""
    for item in case.of(CensusProduced):
        fact = item.fact
        found = sum(one.places for one in fact.findings)
        yield (
            fact.produced_id, fact.year, fact.digest, fact.size, fact.children, found, item.recorded, item.actor,
        )  # fmt: skip
