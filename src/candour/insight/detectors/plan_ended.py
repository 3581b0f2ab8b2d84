"""Do plans end early, against advice, or just before a line that is counted."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

FIRST_REVIEW = 130  # days: the first review is due at three months (Working Together 2023)
TWO_YEARS = 730
# Between the reviews of 15 and of 21 months: a line near a review would be crossed by reviews held a week sooner or later.
EIGHTEEN_MONTHS = 548


def at_first_review(known: History) -> Frame:
    """Plans that began: whether they had ended by about the first review."""
    plans = known["cp_plans"].filter((nw.col("elsewhere") != 1) | nw.col("elsewhere").is_null())
    lasted = nw.col("ended") - nw.col("started")
    return case(plans.with_columns(yes(lasted <= FIRST_REVIEW)), "started", "happened")


def short_of_two_years(known: History) -> Frame:
    """Plans that reached 18 months: whether they ended before the two years that are published of every authority."""
    plans = known["cp_plans"].filter(~nw.col("started").is_null())
    lasted = nw.col("ended") - nw.col("started")
    reached = plans.filter((lasted >= EIGHTEEN_MONTHS) | nw.col("ended").is_null()).with_columns(
        _day=nw.col("started") + EIGHTEEN_MONTHS
    )
    return case(reached.with_columns(yes(lasted < TWO_YEARS)), "_day", "happened")


def against_recommendation(known: History) -> Frame:
    """Reviews at which the worker recommended that the plan go on: whether it was ended."""
    reviews = known["cp_reviews"].filter(nw.col("recommended") == 1, ~nw.col("continues").is_null())
    return case(reviews.with_columns(yes(nw.col("continues") == 0)), "held", "happened")


asks(
    Detector(
        key="plan_ended",
        title="Plans that end early, or against advice",
        question="What had changed for the child when the plan ended?",
        why="Plans that end with no improvement are the easiest way to make the number of plans fall.",
        cannot_tell="What had changed for each child: the reviews say so, or say that nothing had.",
        ordinary=(
            "plans begin for other reasons than before, and are sooner done",
            "children were taken into care, which ends a plan for good reason",
            "plans near two years are looked at on purpose, by somebody who asks what would help",
        ),
        answers=("B02", "B11", "B03"),
        tests=(
            Test(
                "at_first_review",
                "plans ended by about their first review",
                CHANGE,
                0.4,
                at_first_review,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2025-01-06", "ended": "2025-04-07"},
                            {"child": "B", "started": "2025-01-06", "ended": "2025-12-01"},
                            {"child": "C", "started": "2025-01-06", "ended": "2025-04-07", "elsewhere": "Y"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_plans.started", "cp_plans.ended"),
                lag=FIRST_REVIEW,
                feared="rise",
                rises="What had changed by the first review for the children whose plans ended there?",
                falls="Why do fewer plans end at their first review?",
            ),
            Test(
                "short_of_two_years",
                "plans of 18 months ended before they reached two years",
                CHANGE,
                0.05,
                short_of_two_years,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2023-01-02", "ended": "2024-12-16"},
                            {"child": "B", "started": "2023-01-02", "ended": "2025-03-03"},
                            {"child": "C", "started": "2023-01-02", "ended": "2023-10-02"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_plans.started", "cp_plans.ended"),
                lag=TWO_YEARS - EIGHTEEN_MONTHS,
                rises="Did these plans end for the child, or for the two years?",
                wanders=0.08,  # few plans last so long, and how they are reviewed changes from year to year
            ),
            Test(
                "against_recommendation",
                "plans ended where the worker recommended that they go on",
                CHANGE,
                0.5,
                against_recommendation,
                Example(
                    {
                        "cp_reviews": [
                            {"child": "A", "held": "2025-04-07", "recommended": "Y", "continues": "N"},
                            {"child": "B", "held": "2025-04-07", "recommended": "Y", "continues": "Y"},
                            {"child": "C", "held": "2025-04-07", "recommended": "N", "continues": "N"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_reviews.recommended", "cp_reviews.continues", "cp_reviews.held"),
                rises="Who answered the workers who recommended that these plans go on?",
            ),
        ),
    )
)
