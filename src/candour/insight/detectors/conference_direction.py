"""Does one chair's conferences decide otherwise than the others', more than chance would have it."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import AMONG, Detector, Example, Test, asks
from candour.insight.history import History


def plan_made(known: History) -> Frame:
    """Initial conferences by chair: whether a plan was made."""
    held = known["initial_cp_conference"].filter(~nw.col("plan").is_null(), ~nw.col("chair").is_null())
    return case(held.with_columns(yes(nw.col("plan") == 1), unit=nw.col("chair")), "held", "happened", "unit")


def plan_ended(known: History) -> Frame:
    """Review conferences by chair: whether the plan was ended."""
    held = known["cp_reviews"].filter(~nw.col("continues").is_null(), ~nw.col("chair").is_null())
    return case(held.with_columns(yes(nw.col("continues") == 0), unit=nw.col("chair")), "held", "happened", "unit")


def ended_against(known: History) -> Frame:
    """Review conferences by chair, where the worker recommended that the plan go on: whether it was ended."""
    held = known["cp_reviews"].filter(
        nw.col("recommended") == 1, ~nw.col("continues").is_null(), ~nw.col("chair").is_null()
    )
    return case(held.with_columns(yes(nw.col("continues") == 0), unit=nw.col("chair")), "held", "happened", "unit")


asks(
    Detector(
        key="conference_direction",
        title="Conferences that are decided another way",
        question="Is a chair being pressed, or are these conferences different?",
        why="A chair who is told to end plans cannot say so in the room; the decisions say it.",
        cannot_tell="Who is right. Conferences that stand apart may be the only ones decided freely.",
        ordinary=(
            "this chair takes conferences of one kind or area: unborn babies, one town, one category",
            "this chair takes first reviews, or late ones, more than others do",
            "this chair was new, or stood in",
        ),
        answers=("B03", "B11"),
        tests=(
            Test(
                "plan_made",
                "initial conferences that made a plan, beside those of all other chairs",
                AMONG,
                0.6,
                plan_made,
                Example(
                    {
                        "initial_cp_conference": [
                            {"child": "A", "held": "2025-01-24", "plan": "Y", "chair": "1"},
                            {"child": "B", "held": "2025-01-24", "plan": "N", "chair": "2"},
                            {"child": "C", "held": "2025-01-24", "plan": "N"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("initial_cp_conference.chair", "initial_cp_conference.plan"),
                rises="What is different about the conferences in which more plans are made?",
                falls="What is different about the conferences in which fewer plans are made?",
            ),
            Test(
                "plan_ended",
                "reviews that ended the plan, beside those of all other chairs",
                AMONG,
                0.6,
                plan_ended,
                Example(
                    {
                        "cp_reviews": [
                            {"child": "A", "held": "2025-04-07", "continues": "N", "chair": "1"},
                            {"child": "B", "held": "2025-04-07", "continues": "Y", "chair": "1"},
                            {"child": "C", "held": "2025-04-07", "continues": "N"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_reviews.chair", "cp_reviews.continues"),
                rises="What is different about the reviews in which more plans are ended?",
                falls="What is different about the reviews in which fewer plans are ended?",
            ),
            Test(
                "ended_against",
                "reviews that ended the plan against the worker's recommendation",
                AMONG,
                0.6,
                ended_against,
                Example(
                    {
                        "cp_reviews": [
                            {"child": "A", "held": "2025-04-07", "continues": "N", "recommended": "Y", "chair": "1"},
                            {"child": "B", "held": "2025-04-07", "continues": "Y", "recommended": "Y", "chair": "1"},
                            {"child": "C", "held": "2025-04-07", "continues": "N", "recommended": "N", "chair": "1"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_reviews.chair", "cp_reviews.continues", "cp_reviews.recommended"),
                rises="Who answered the workers who recommended in these reviews that the plan go on?",
            ),
        ),
    )
)
