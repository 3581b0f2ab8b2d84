"""Signals: what the detectors were said to ask, what they asked, and how it was answered."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.signals import DetectorsDeclared, SignalAnswered, SignalRaised
from candour.ssd.table import Row, table


@table(
    "detector_declared",
    """
    dete_id text the row's reference
    dete_declared_id text the declaration
    dete_date date in force from
    dete_key text the detector
    dete_title text what it looks at
    dete_digest text SHA-256 over its questions, shares and logic; empty where it is no longer asked
    dete_share_thousandths integer honest authorities in a hundred thousand it may ask something of in a year
    dete_change text declared, changed, unchanged or no longer asked
    """,
    shows=(DetectorsDeclared,),
    indexes=("dete_key, dete_date",),
)
def declared_rows(case: Casefile) -> Iterable[Row]:
    """Every detector as it was declared, with what was different from the declaration before."""
    before: dict[str, tuple[str, str]] = {}
    for item in case.of(DetectorsDeclared):
        fact = item.fact
        for one in fact.detectors:
            was = before.get(one.key)
            change = "declared" if was is None else "unchanged" if was[0] == one.digest else "changed"
            yield (
                f"{fact.declared_id}-{one.key}", fact.declared_id, fact.in_force_from, one.key, one.title, one.digest,
                one.share_thousandths, change,
            )  # fmt: skip
        now = {one.key: (one.digest, one.title) for one in fact.detectors}
        for key in before.keys() - now.keys():
            yield (
                f"{fact.declared_id}-{key}", fact.declared_id, fact.in_force_from, key, before[key][1], "", 0,
                "no longer asked",
            )  # fmt: skip
        before = now


@table(
    "signal",
    """
    sign_id text the signal's reference
    sign_detector text the detector
    sign_test text which of its questions
    sign_digest text what the detector was when it asked
    sign_level text look asks for a look, notice for an answer
    sign_title text what it is about
    sign_question text the question
    sign_told text what was counted, in a sentence
    sign_noticed_from date the first day on which the data up to that day said so
    sign_began date when it seems to have begun
    sign_until date the last day counted
    sign_children integer how many children are behind it
    sign_about text the whole authority, one team, conference chairs, or those who give directions
    sign_about_team text the team it is about
    sign_unit text whose conferences it is about, as a reference
    sign_raised date when it was raised
    sign_answer_by date by when an answer is due
    sign_lapses_on date when it lapses
    sign_answers integer how many answers stand beside it
    sign_first_finding text what the first answer found
    """,
    shows=(SignalRaised, SignalAnswered),
    indexes=("sign_detector, sign_test", "sign_about_team"),
)
def signal_rows(case: Casefile) -> Iterable[Row]:
    """Questions that patterns on the record asked."""
    for item in case.of(SignalRaised):
        fact = item.fact
        answers = [one.fact for one in case.of(SignalAnswered) if one.fact.signal_id == fact.signal_id]
        yield (
            fact.signal_id, fact.detector, fact.test, fact.digest, fact.level, fact.title, fact.question, fact.told,
            fact.noticed_from, fact.began, fact.until, len(fact.children), fact.about, fact.about_team or None,
            fact.unit or None, item.happened, fact.answer_by, fact.lapses_on, len(answers),
            answers[0].finding if answers else None,
        )  # fmt: skip
