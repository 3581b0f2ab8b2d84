"""Surveys of staff: what was fixed of each before it opened, and which results were taken in."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.survey import SurveyDeclared, SurveyResultsTakenIn
from candour.ssd.table import Row, table


@table(
    "survey",
    """
    surv_id text the survey's reference
    surv_title text its title
    surv_address text where staff answer it
    surv_digest text SHA-256 over all that was fixed
    surv_opens date the first day on which answers are taken
    surv_closes date the last
    surv_publishes date when results are there for everybody
    surv_codes integer how many codes are in the pot
    surv_root text the hash over the hashes of all codes
    surv_declared date when it was written down
    """,
    shows=(SurveyDeclared,),
)
def survey_rows(case: Casefile) -> Iterable[Row]:
    """Surveys as they were declared. Only the first declaration of a survey counts: none changes it."""
    for item in case.of(SurveyDeclared)[:1]:
        fact = item.fact
        yield (
            fact.survey_id, fact.title, fact.address, fact.digest, fact.opens, fact.closes, fact.publishes, fact.codes,
            fact.root, item.happened,
        )  # fmt: skip


@table(
    "survey_results",
    """
    surr_survey_id text the survey
    surr_digest text SHA-256 over the file as it came
    surr_figures integer how many figures about pressure it holds
    surr_taken_in date when they were taken in
    """,
    shows=(SurveyResultsTakenIn,),
)
def survey_results_rows(case: Casefile) -> Iterable[Row]:
    """Results of surveys laid beside the record. Where they were taken in again, the later ones."""
    if item := case.last(SurveyResultsTakenIn):
        fact = item.fact
        yield fact.survey_id, fact.digest, len(fact.figures), item.happened
