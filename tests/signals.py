"""A signal as it stands on a record: raised for a test, without the months of decisions that would lead to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from candour.practice.desk import Desk
from candour.practice.guard import ITSELF
from candour.record.entries.signals import CountedMonth, SignalRaised, Weighed
from candour.record.entry import ToRecord

QUESTION = "Who decided that these families' plans should end in these days?"
TOLD = "15 families whose child protection plans ended from 12 to 16 October 2026. For so many days 0.1 would be usual."


def raised(desk: Desk, **more: Any) -> SignalRaised:
    """Put one on the record, about a team or about whatever is said."""
    today = desk.now.day
    fact = SignalRaised(
        signal_id=desk.fresh(), detector="bulk_downgrade", digest="d" * 64, test="plans_ended", level="notice",
        title="Many downgraded or closed together", question=QUESTION, told=TOLD,
        noticed_from=today - timedelta(days=30), began=today - timedelta(days=35), until=today - timedelta(days=31),
        weighed=Weighed(n=150_000, value=150_000, low=150_000, high=150_000, ordinary=1_000, ordinary_low=0, ordinary_high=10_000),
        months=tuple(CountedMonth(month=date(2025 + at // 12, at % 12 + 1, 1), n=at % 3, value=10_000 * (at % 3)) for at in range(20)),
        ordinary_reasons=("reviews or a panel fell on these days, and others before were put off",),
        cannot_tell="What was decided about each child, and why: read the decisions.",
        about="one team", goes_to=("service_manager", "scrutineer"), answer_by=today + timedelta(days=14),
        lapses_on=today + timedelta(days=365),
    )  # fmt: skip
    fact = replace(fact, **more)
    desk.note([ToRecord(fact, (fact.signal_id,), today)], by=ITSELF)
    return fact
