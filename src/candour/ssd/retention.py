"""What stops a record from being erased, which erasures wait for whom, and the sealed log of views."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.retention import (
    CopyGiven,
    ErasureAgreed,
    ErasureAsked,
    ErasureCalledOff,
    ErasureCarriedOut,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from candour.record.entries.views import ViewsSealed
from candour.ssd.table import Row, table


@table(
    "legal_hold",
    """
    hold_id text the hold's reference
    hold_person_id text whose record it keeps
    hold_placed date the day it was placed
    hold_placed_by text by whom
    hold_lifted date the day it was lifted
    """,
    shows=(LegalHoldPlaced, LegalHoldLifted),
    indexes=("hold_person_id", "hold_lifted"),
)
def legal_holds(case: Casefile) -> Iterable[Row]:
    """Holds on a record: an inquiry, a court or a complaint needs it kept."""
    lifted = {item.fact.hold_id: item for item in case.of(LegalHoldLifted)}
    for item in case.of(LegalHoldPlaced):
        end = lifted.pop(item.fact.hold_id, None)
        yield item.fact.hold_id, item.fact.person_id, item.happened, item.actor, end.happened if end else None
    for end in lifted.values():
        yield end.fact.hold_id, end.fact.person_id, None, None, end.happened


@table(
    "erasure",
    """
    eras_id text the erasure's reference
    eras_person_id text whose record it is about
    eras_basis text the legal basis it was kept on
    eras_state text asked, agreed, called off or carried out
    eras_asked date the day it was asked for
    eras_asked_by text by whom
    eras_agreed moment when a second person agreed: it can be carried out thirty days later
    eras_agreed_by text by whom
    eras_ended date the day it was called off or carried out
    """,
    shows=(ErasureAsked, ErasureAgreed, ErasureCalledOff, ErasureCarriedOut),
    indexes=("eras_person_id", "eras_state"),
)
def erasures(case: Casefile) -> Iterable[Row]:
    """Erasures, and how far each has come."""
    asked, agreed = case.last(ErasureAsked), case.last(ErasureAgreed)
    off, done = case.last(ErasureCalledOff), case.last(ErasureCarriedOut)
    ended = done or off
    last = ended or agreed or asked
    if last is None:
        return
    yield (
        last.fact.erasure_id,
        last.fact.person_id,
        asked.fact.basis if asked else None,
        "carried out" if done else "called off" if off else "agreed" if agreed else "asked",
        asked.happened if asked else None,
        asked.actor if asked else None,
        agreed.recorded if agreed else None,
        agreed.actor if agreed else None,
        ended.happened if ended else None,
    )


@table(
    "views_sealed",
    """
    view_seal_id text the entry's reference
    view_seal_first integer the number of the first look
    view_seal_last integer the number of the last look
    view_seal_count integer how many looks
    view_seal_root text the tree over them
    """,
    shows=(ViewsSealed,),
    indexes=("view_seal_last",),
)
def sealed_views(case: Casefile) -> Iterable[Row]:
    """Which looks at files were sealed together."""
    for item in case.of(ViewsSealed):
        fact = item.fact
        yield item.entry_id, fact.first, fact.last, fact.count, fact.root


@table(
    "copy_given",
    """
    copy_id text the entry's reference
    copy_person_id text whose record it is
    copy_given date the day it was given
    copy_given_by text by whom
    copy_entries integer how many entries it has
    copy_hidden integer how many fields were left out
    copy_digest text digest of the bundle that was given
    """,
    shows=(CopyGiven,),
    indexes=("copy_person_id",),
)
def copies_given(case: Casefile) -> Iterable[Row]:
    """Copies of a whole record that somebody was given of the record about them."""
    for item in case.of(CopyGiven):
        fact = item.fact
        yield item.entry_id, case.subject, item.happened, item.actor, fact.entries, len(fact.hidden), fact.digest
