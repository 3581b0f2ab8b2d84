"""What became of children about whom nothing further was done."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed
from candour.insight.detector import CHANGE, Detector, Test, asks
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
                "enquiry_after_nothing", "referrals with nothing further done, and an enquiry within half a year",
                CHANGE, 0.3, enquiry_after_nothing,
                ("cin_episodes.nfa", "s47_enquiry.started"), lag=HALF_A_YEAR,
                rises="What was known about these children on the day nothing further was done?",
            ),
            Test(
                "plan_after_enquiry", "enquiries without a conference, and a plan within the next half-year", CHANGE,
                0.2, plan_after_enquiry, ("s47_enquiry.started", "cp_plans.started"), lag=HALF_A_YEAR + 43,
                rises="What was known about these children when no conference was called?",
            ),
        ),
    )
)  # fmt: skip
