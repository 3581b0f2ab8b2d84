"""Do more children leave protection than before, by whatever road: so that moving the label does not hide it."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed
from candour.insight.detector import CHANGE, ENDING, Detector, Example, Test, asks
from candour.insight.history import History

SETTLED = 63  # days from an enquiry by which a plan has begun, if one is to


def without_a_plan(known: History) -> Frame:
    """Enquiries about a child not on a plan: whether no plan had begun nine weeks later, whoever decided it and how."""
    keys = ["authority", "child", "started"]
    plans = known["cp_plans"].select(
        "authority", "child", nw.col("started").alias("_from"), nw.col("ended").alias("_to")
    )
    asked = known["s47_enquiry"].filter(~nw.col("started").is_null())
    beside = asked.select(*keys).unique().join(plans, on=["authority", "child"], how="inner")
    running = (nw.col("_from") < nw.col("started")) & ((nw.col("_to") >= nw.col("started")) | nw.col("_to").is_null())
    asked = asked.join(beside.filter(running).select(*keys).unique(), on=keys, how="anti")
    found = followed(asked, "started", known["cp_plans"], "started", within=SETTLED)
    return case(found.with_columns(happened=1 - nw.col("happened")), "started", "happened")


def plans_ending(known: History) -> Frame:
    """Child protection plans, from their beginning to their end."""
    plans = known["cp_plans"].filter(~nw.col("started").is_null())
    return plans.select("authority", "child", "family", nw.col("started").alias("start"), nw.col("ended").alias("day"))


def help_ending(known: History) -> Frame:
    """Episodes of need, from referral to closure."""
    episodes = known["cin_episodes"].filter(~nw.col("referred").is_null())
    episodes = episodes.filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    # Of an episode that is gone from the next year's file nobody knows when it ended.
    episodes = episodes.filter((nw.col("lost") != 1) | nw.col("lost").is_null())
    return episodes.select(
        "authority", "child", "family", nw.col("referred").alias("start"), nw.col("closed").alias("day")
    )


asks(
    Detector(
        key="leaving_protection",
        title="Leaving protection by any road",
        question="Are more children left without a plan, or without help, than before, whichever way it is recorded?",
        why="When one road is watched, the same children leave by another: this counts those who left, not how.",
        cannot_tell="Whether each of them was safe: a plan can end because it worked.",
        ordinary=(
            "reviews put off (a holiday, an illness) were held together afterwards",
            "more enquiries were begun, or for smaller worries, and most of them needed no plan",
            "a team for families at the edge of protection was set up, and does what a plan did",
            "many plans had begun together and came to their reviews together",
            "records that should have been closed long ago were put right",
        ),
        answers=("A05", "B04", "B08"),
        tests=(
            Test(
                "without_a_plan",
                "enquiries after which no plan had begun in nine weeks",
                CHANGE,
                0.9,
                without_a_plan,
                Example(
                    {
                        "s47_enquiry": [{"child": one, "started": "2025-01-06"} for one in "ABC"],
                        "cp_plans": [{"child": "B", "started": "2025-01-27"}, {"child": "C", "started": "2024-06-01"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("s47_enquiry.started", "cp_plans.started"),
                lag=SETTLED,
                feared="rise",
                rises="Where did the children go who were enquired into and have no plan?",
                falls="Why do more enquiries lead to a plan than before?",
            ),
            Test(
                "plans_ending",
                "child protection plans ending in a month, of those open as it began",
                ENDING,
                0.6,
                plans_ending,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2025-01-06", "ended": "2025-09-01"},
                            {"child": "B", "started": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_plans.started", "cp_plans.ended"),
                feared="rise",
                rises="What changed for the children whose plans are ending sooner?",
                falls="Why do plans last longer than before?",
            ),
            Test(
                "help_ending",
                "episodes of need ending in a month, of those open as it began",
                ENDING,
                0.5,
                help_ending,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "closed": "2025-09-01"},
                            {"child": "B", "referred": "2025-01-06"},
                            {"child": "C", "referred": "2025-01-06", "lost": "Y"},
                            {"child": "D", "referred": "2025-01-06", "closed": "2025-01-06", "nfa": "Y"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.referred", "cin_episodes.closed"),
                feared="rise",
                wanders=0.012,
                rises="Why are more children closed each month than before, and who comes back?",
                falls="Why are fewer children closed each month than before?",
            ),
        ),
    )
)
