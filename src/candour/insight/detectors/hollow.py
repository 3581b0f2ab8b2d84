"""Done in time, but hollow: the child not seen, or finished on the very last day allowed."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

IN_TIME = 65  # days: 45 working days (Working Together 2023) without bank holidays are 63, and with them a little more


def not_seen(known: History) -> Frame:
    """Assessments authorised in time: whether the child was not seen."""
    done = known["cin_assessments"].filter(
        nw.col("authorised") - nw.col("started") <= IN_TIME, ~nw.col("seen").is_null()
    )
    return case(done.with_columns(yes(nw.col("seen") == 0)), "authorised", "happened")


def on_the_last_days(known: History) -> Frame:
    """Assessments authorised: whether in the last five days of those allowed."""
    done = known["cin_assessments"].filter(~nw.col("authorised").is_null(), ~nw.col("started").is_null())
    took = nw.col("authorised") - nw.col("started")
    return case(done.with_columns(yes((took >= IN_TIME - 6) & (took <= IN_TIME))), "authorised", "happened")


asks(
    Detector(
        key="hollow",
        title="Done in time, but hollow",
        question="Was the assessment done, or only finished?",
        why="A step can be met on paper, and the child not seen.",
        cannot_tell="How good any assessment was.",
        ordinary=(
            "unborn children and children who were away cannot be seen, and the form does not say so",
            "a busy month: work that would have been late was finished first",
            "the way the box is ticked changed, with a new form",
        ),
        answers=("A13",),
        tests=(
            Test(
                "not_seen",
                "assessments authorised in time with the child not seen",
                CHANGE,
                0.5,
                not_seen,
                Example(
                    {
                        "cin_assessments": [
                            {"child": "A", "started": "2025-01-06", "authorised": "2025-02-10", "seen": "N"},
                            {"child": "B", "started": "2025-01-06", "authorised": "2025-02-10", "seen": "Y"},
                            {"child": "C", "started": "2025-01-06", "authorised": "2025-05-01", "seen": "N"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_assessments.seen", "cin_assessments.authorised"),
                wanders=0.01,
                rises="Why were these children not seen by whoever assessed them?",
            ),
            Test(
                "on_the_last_days",
                "assessments authorised in the last days allowed",
                CHANGE,
                0.3,
                on_the_last_days,
                Example(
                    {
                        "cin_assessments": [
                            {"child": "A", "started": "2025-01-06", "authorised": "2025-03-10"},
                            {"child": "B", "started": "2025-01-06", "authorised": "2025-02-10"},
                            {"child": "C", "started": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_assessments.authorised", "cin_assessments.started"),
                wanders=0.015,
                rises="What is left out when so many are finished on the last days?",
            ),
        ),
    )
)
