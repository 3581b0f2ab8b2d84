"""Every minute, what everybody looked at goes on the record as one digest."""

import time
from collections.abc import Callable

from candour.access.views_sealed import holds, to_seal
from candour.practice.guard import ITSELF
from candour.record.entries.views import VIEWS, ViewsSealed
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.terms.working_days import london_day
from candour.wiring.beginning import ready
from candour.wiring.concerns import write_down_all
from candour.wiring.desks import desk, right_now


def seal_views(once: bool, say: Callable[[str], None]) -> None:
    """Seal the looks of every minute that is over, and write down what concerns came to; unless once, go on until stopped."""
    ready()
    while True:
        if count := seal_them():
            say(f"{count} minutes of looks at files sealed.")
        if written := write_down_all():
            say(f"{written} entries about concerns that moved or closed.")
        if once:
            return
        time.sleep(60)


def seal_them() -> int:
    """Seal what is not sealed yet. Returns how many minutes."""
    last = rows("SELECT MAX(view_seal_last) AS last FROM ssd_views_sealed")[0]["last"] or 0
    facts = list(to_seal(last, right_now()))
    if facts:
        desk().note([ToRecord(fact, (VIEWS,), london_day(fact.until)) for fact in facts], by=ITSELF)
    return len(facts)


def bent_views() -> list[str]:
    """The minutes whose looks are not those that were sealed."""
    found = [item.fact for item in read(VIEWS).of(ViewsSealed)]
    return [
        f"the looks at files up to {fact.until:%Y-%m-%d %H:%M} UTC are not the {fact.count} that were sealed"
        for fact in found
        if not holds(fact)
    ]
