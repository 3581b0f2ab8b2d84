"""What the clock has done is also written down: that a concern moved or closed. Nothing waits for it and nothing rests on it."""

from collections.abc import Mapping
from datetime import date

from candour.record.casefile import Casefile
from candour.record.entries.concerns import ConcernClosed, ConcernMoved, DisagreementEnded, DisagreementOpened
from candour.record.entry import ToRecord
from candour.voice.concerns.raising import disagreement_of
from candour.voice.concerns.standing import Stands


def to_write_down(case: Casefile, now: Stands, open_about: Mapping[str, bool], today: date) -> list[ToRecord]:
    """What is true by now and not on the record yet. `open_about` says of each child whether their file shows it as open."""
    own = [item for item in case.recorded if item.subjects[0] == case.subject]
    known = {item.fact.moved_at for item in own if isinstance(item.fact, ConcernMoved)}
    drafts = [
        ToRecord(
            ConcernMoved(
                concern_id=case.subject, from_level=one.from_level, to_level=one.to_level, moved_at=one.at, why=one.why
            ),
            (case.subject,),
            today,
        )
        for one in now.moves
        if one.at not in known
    ]
    closed = [item.recorded for item in own if isinstance(item.fact, ConcernClosed)]
    if now.closed_at and not any(at >= now.closed_at for at in closed):
        drafts.append(ToRecord(ConcernClosed(concern_id=case.subject, why=now.closed), (case.subject,), today))
    if now.raised.fact.matter != "compliment":
        for child, is_open in open_about.items():
            one = disagreement_of(case.subject, child)
            if is_open and now.closed:
                drafts.append(ToRecord(DisagreementEnded(disagreement_id=one), (child,), today))
            elif not is_open and not now.closed:
                drafts.append(ToRecord(DisagreementOpened(disagreement_id=one), (child,), today))
    return drafts
