"""Were many families' plans or episodes ended by one hand within one minute."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import RULE, Detector, Example, Test, asks
from candour.insight.history import History

TOGETHER = 3  # families ended by one person in one minute
MINUTE = 16  # letters of 2026-03-31 14:05


def _by_one_hand(ended: Frame) -> Frame:
    """What ended: whether at least two other families' ended by the same hand in the same minute."""
    minute = nw.coalesce(nw.col("end_moment"), nw.col("moment")).str.slice(0, MINUTE)
    hand = nw.coalesce(nw.col("end_recorded_by"), nw.col("recorded_by"))
    written = nw.coalesce(nw.col("end_recorded"), nw.col("recorded"))
    # A row that was written before its end says nothing about who wrote the end; nor does a date without a time.
    told = ended.with_columns(_minute=minute, _hand=hand, _written=written).filter(
        nw.col("_written") >= nw.col("_end"), nw.col("_minute").str.len_chars() == MINUTE, ~nw.col("_hand").is_null()
    )
    key = ["authority", "_hand", "_minute"]
    families = told.select(*key, "family").unique().group_by(key).agg(nw.len().alias("_families"))
    both = told.join(families, on=key, how="inner")
    return case(both.with_columns(yes(nw.col("_families") >= TOGETHER)), "_end", "happened")


def plans_in_one_minute(known: History) -> Frame:
    """Child protection plans that ended, with who wrote the end and in which minute."""
    return _by_one_hand(known["cp_plans"].with_columns(_end=nw.col("ended")))


def closed_in_one_minute(known: History) -> Frame:
    """Episodes closed after work was done, with who wrote the closure and in which minute."""
    episodes = known["cin_episodes"].filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    return _by_one_hand(episodes.with_columns(_end=nw.col("closed")))


def _example(table: str, begins: str, ends: str) -> Example:
    together = [
        {"child": one, begins: "2024-06-03", ends: "2025-01-06", "end_recorded_at": "2025-01-06 16:58:12",
         "end_recorded_by": "M"} for one in "ABC"
    ]  # fmt: skip
    alone = {"child": "D", begins: "2024-06-03", ends: "2025-01-06", "end_recorded_at": "2025-01-06 10:02:40",
             "end_recorded_by": "W"}  # fmt: skip
    return Example({table: [*together, alone]}, {"A": 1, "B": 1, "C": 1, "D": 0})


asks(
    Detector(
        key="same_hand",
        title="Ended by one hand, in one minute",
        question="Was each of these children thought about, or were they ended as a list?",
        why="A decision about a child takes longer than a few seconds.",
        cannot_tell="Who decided: whoever wrote it may have been told to.",
        ordinary=(
            "decisions made earlier, one by one, were entered together by an administrator",
            "a change of system closed and opened everything that was open",
            "a large family that is not recorded as one",
        ),
        answers=("A06", "B01", "B04"),
        tests=(
            Test(
                "plans_in_one_minute",
                "child protection plans ended by the same hand in the same minute as other families'",
                RULE,
                0.3,
                plans_in_one_minute,
                _example("cp_plans", "started", "ended"),
                ("cp_plans.ended", "cp_plans.recorded_by"),
                rises="Who decided about each of these children, and when?",
            ),
            Test(
                "closed_in_one_minute",
                "episodes closed by the same hand in the same minute as other families'",
                RULE,
                0.3,
                closed_in_one_minute,
                _example("cin_episodes", "referred", "closed"),
                ("cin_episodes.closed", "cin_episodes.recorded_by"),
                rises="Who decided about each of these children, and when?",
            ),
        ),
    )
)
