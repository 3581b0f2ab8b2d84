"""Is work written down late, or many old things at once."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import BULK, CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

LATE, VERY_LATE = 7, 28  # days from what happened to when it was written
DATED = {
    "cin_assessments": "started", "s47_enquiry": "started", "initial_cp_conference": "held", "cp_reviews": "held",
    "cp_visits": "day", "cin_visits": "day",
}  # fmt: skip


def _written(known: History) -> Frame:
    parts = []
    for name, day in DATED.items():
        if f"{name}.recorded" in known.has:
            rows = known[name].filter(~nw.col("recorded").is_null(), ~nw.col(day).is_null())
            parts.append(rows.select("authority", "child", "family", nw.col(day).alias("_day"), "recorded"))
    if not parts:
        parts.append(
            known["cp_reviews"].select("authority", "child", "family", nw.col("held").alias("_day"), "recorded")
        )
    return nw.concat(parts, how="vertical")


def written_late(known: History) -> Frame:
    """Visits, meetings, enquiries and assessments: whether they were written down more than a week after."""
    written = _written(known)
    return case(written.with_columns(yes(nw.col("recorded") - nw.col("_day") > LATE)), "recorded", "happened")


def back_dated_together(known: History) -> Frame:
    """What was written down more than four weeks after it happened, by the day it was written."""
    written = _written(known)
    return case(written.filter(nw.col("recorded") - nw.col("_day") > VERY_LATE), "recorded")


asks(
    Detector(
        key="late_entry",
        title="Written down late, or all at once",
        question="Did the people who do this work have the time to write it down?",
        why="What is written weeks later is remembered, not observed; and much at once before a visit is for the visitor.",
        cannot_tell="Whether what was written late is true.",
        ordinary=(
            "the system was down, or was new",
            "sickness, and somebody else writing up from notes",
            "caseloads: look at how many children each worker had, before anything else",
        ),
        answers=("A13", "A11"),
        tests=(
            Test(
                "written_late",
                "visits, meetings and assessments written down more than a week after",
                CHANGE,
                0.15,
                written_late,
                Example(
                    {
                        "cp_reviews": [
                            {"child": "A", "held": "2025-01-06", "recorded": "2025-01-27 10:12:00"},
                            {"child": "B", "held": "2025-01-06", "recorded": "2025-01-07 09:00:00"},
                            {"child": "C", "held": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_reviews.recorded",),
                wanders=0.03,
                rises="What keeps people from writing things down when they happen?",
            ),
            Test(
                "back_dated_together",
                "families of whom something was written four weeks or more after it happened",
                BULK,
                0.15,
                back_dated_together,
                Example(
                    {
                        "cp_reviews": [
                            {"child": "A", "held": "2025-01-06", "recorded": "2025-03-03 10:12:00"},
                            {"child": "B", "held": "2025-01-06", "recorded": "2025-01-27 09:00:00"},
                        ]
                    },
                    {"A": 1},
                ),
                ("cp_reviews.recorded",),
                rises="Who wrote these entries, and what were they for?",
            ),
        ),
    )
)
