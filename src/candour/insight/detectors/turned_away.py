"""What became of children about whom nothing further was done."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

HALF_A_YEAR = 183


def enquiry_after_nothing(known: History) -> Frame:
    """Referrals with nothing further done: whether an enquiry into significant harm began within half a year."""
    turned = known["cin_episodes"].filter(nw.col("nfa") == 1)
    later = known["s47_enquiry"].with_columns(_day=nw.col("started") - 1)
    return case(followed(turned, "referred", later, "_day", within=HALF_A_YEAR), "referred", "happened")


def plan_after_enquiry(known: History) -> Frame:
    """Enquiries with no conference within six weeks: whether a plan began in the half-year after those."""
    asked = followed(known["s47_enquiry"], "started", known["initial_cp_conference"], "held", within=42)
    none = asked.filter(nw.col("happened") == 0).drop("happened")
    later = known["cp_plans"].with_columns(_day=nw.col("started") - 43)
    return case(followed(none, "started", later, "_day", within=HALF_A_YEAR), "started", "happened")


asks(
    Detector(
        key="turned_away",
        title="Turned away, and harmed later",
        question="What was known about these children when nothing further was done?",
        why="A threshold is only as good as what becomes of the children below it.",
        cannot_tell="Whether the later harm could have been foreseen on that day.",
        ordinary=(
            "something new happened to the child in between",
            "so few children that a family or two makes the difference",
            "enquiries are now begun earlier than they used to be",
        ),
        answers=("A05", "A09"),
        tests=(
            Test(
                "enquiry_after_nothing",
                "referrals with nothing further done, and an enquiry within half a year",
                CHANGE,
                0.3,
                enquiry_after_nothing,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "nfa": "Y"},
                            {"child": "B", "referred": "2025-01-06", "nfa": "Y"},
                            {"child": "C", "referred": "2025-01-06", "nfa": "N"},
                        ],
                        "s47_enquiry": [
                            {"child": "A", "started": "2025-04-01"},
                            {"child": "B", "started": "2025-01-06"},
                        ],
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.nfa", "s47_enquiry.started"),
                lag=HALF_A_YEAR,
                rises="What was known about these children on the day nothing further was done?",
            ),
            Test(
                "plan_after_enquiry",
                "enquiries without a conference, and a plan within the next half-year",
                CHANGE,
                0.2,
                plan_after_enquiry,
                Example(
                    {
                        "s47_enquiry": [{"child": one, "started": "2025-01-06"} for one in "ABC"],
                        "initial_cp_conference": [{"child": "C", "held": "2025-01-24"}],
                        "cp_plans": [{"child": "A", "started": "2025-05-01"}, {"child": "C", "started": "2025-01-24"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("s47_enquiry.started", "cp_plans.started"),
                lag=HALF_A_YEAR + 43,
                rises="What was known about these children when no conference was called?",
            ),
        ),
    )
)
