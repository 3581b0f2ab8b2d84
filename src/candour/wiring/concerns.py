"""Concerns seen from the command: what the clock has done is written down, and the counts are told."""

from collections.abc import Callable

from candour.ssd.store.reading import rows
from candour.wiring.beginning import ready
from candour.wiring.desks import desk


def concerns(what: str, say: Callable[[str], None]) -> None:
    """Write down what moved or closed by the clock, or tell the counts, as `what` asks."""
    ready()
    if what == "write-down":
        say(f"{write_down_all()} entries written: what moved and what closed by the clock. It held before they were.")
        return
    for line in tell_counts():
        say(line)


def write_down_all() -> int:
    """Write down what every open concern has come to. Returns how many entries that took. Nothing waits for it."""
    from candour.web.concerns.acting import write_down

    writing, entries = desk(), 0
    for row in rows("SELECT conc_id FROM ssd_concern WHERE conc_closed_written IS NULL ORDER BY conc_raised, conc_id"):
        before = writing.casefile_to_read(row["conc_id"]).version
        entries += write_down(writing, row["conc_id"]).case.version - before
    return entries


def tell_counts() -> list[str]:
    """The counts, a line for each month and level, under the survey's rules."""
    from candour.voice.concerns.counts import counts
    from candour.web.concerns.finding import Finder

    writing = desk()
    found = counts((one.now for one in Finder(writing).every()), writing.now.day)
    if not found:
        return ["No month is over in which a concern was raised."]
    return [
        f"{one.month:%B %Y}, {one.level}: not told"
        if one.raised is None
        else f"{one.month:%B %Y}, {one.level}: {one.raised} raised; late {one.late}; moved up by time {one.moved_up};"
        f" raiser disagreed {one.disagreed}; median working days to the answer {one.median_days}"
        for one in found
    ]
