"""Do children who were closed come back: referred again, enquired into again, on a plan again."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed, once_known_for, yes
from candour.insight.detector import AMONG, CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

HALF_A_YEAR, A_YEAR, TWO_YEARS = 183, 365, 730


def referred_again(known: History) -> Frame:
    """Episodes closed after work was done: whether the child was referred again within half a year."""
    episodes = known["cin_episodes"]
    done = episodes.filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    again = followed(done, "closed", episodes.with_columns(_next=nw.col("referred") - 1), "_next", within=HALF_A_YEAR)
    return case(again, "closed", "happened")


def referred_again_by_team(known: History) -> Frame:
    """Closed episodes by the team that held them: whether the child was referred again within half a year."""
    episodes = known["cin_episodes"]
    done = episodes.filter((nw.col("nfa") != 1) | nw.col("nfa").is_null(), ~nw.col("team").is_null())
    again = followed(done, "closed", episodes.with_columns(_next=nw.col("referred") - 1), "_next", within=HALF_A_YEAR)
    return case(again.with_columns(unit=nw.col("team")), "closed", "happened", "unit")


def plan_again(known: History) -> Frame:
    """Plans that ended: whether the child was on another within a year."""
    plans = known["cp_plans"].filter((nw.col("elsewhere") != 1) | nw.col("elsewhere").is_null())
    again = followed(plans, "ended", plans.with_columns(_next=nw.col("started") - 1), "_next", within=A_YEAR)
    return case(again, "ended", "happened")


def third_enquiry(known: History) -> Frame:
    """Enquiries: whether it was at least the child's third within two years, and none of them came to conference."""
    asked = known["s47_enquiry"].filter(~nw.col("started").is_null())
    key = ["authority", "child"]
    others = asked.select(*key, nw.col("started").alias("_other")).unique()
    beside = asked.select(*key, "started").unique().join(others, on=key, how="inner")
    gap = nw.col("started") - nw.col("_other")
    many = beside.filter(gap >= 0, gap <= TWO_YEARS).group_by(*key, "started").agg(nw.len().alias("_many"))
    held = known["initial_cp_conference"].filter(~nw.col("held").is_null()).select(*key, nw.col("held").alias("_held"))
    near = asked.select(*key, "started").unique().join(held, on=key, how="inner")
    after = nw.col("_held") - nw.col("started")
    met = near.filter(after >= -TWO_YEARS, after <= 42).select(*key, "started").unique().with_columns(_met=nw.lit(1))
    found = asked.join(many, on=[*key, "started"], how="left").join(met, on=[*key, "started"], how="left")
    found = found.with_columns(yes((nw.col("_many") >= 3) & nw.col("_met").is_null()))
    return case(once_known_for(known, found, "started", TWO_YEARS), "started", "happened")


asks(
    Detector(
        key="revolving_door",
        title="Closed, and back again",
        question="Had anything changed for the children who came back, when the work stopped?",
        why="A child who is worked with and closed at regular intervals is not helped, and looks like many successes.",
        cannot_tell="Whether what brought the child back was the old harm or something new.",
        ordinary=(
            "the second referral was about something new and unlike the first",
            "families moved away and came back, or were counted twice after a change of system",
            "families were told to come back if they needed to, and did",
        ),
        answers=("A07",),
        tests=(
            Test(
                "referred_again",
                "closed episodes followed by another referral within half a year",
                CHANGE,
                0.5,
                referred_again,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "closed": "2025-03-03"},
                            {"child": "A", "referred": "2025-05-01"},
                            {"child": "B", "referred": "2025-01-06", "closed": "2025-03-03"},
                            {"child": "B", "referred": "2025-12-01"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.closed", "cin_episodes.referred"),
                lag=HALF_A_YEAR,
                feared="rise",
                wanders=0.01,
                rises="Why do more children come back within half a year of closing?",
                falls="Why do fewer children come back: are they safe, or no longer referred?",
            ),
            Test(
                "referred_again_by_team",
                "closed episodes of one team followed by another referral, beside those of all other teams",
                AMONG,
                0.3,
                referred_again_by_team,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "closed": "2025-03-03", "team": "T"},
                            {"child": "A", "referred": "2025-05-01"},
                            {"child": "B", "referred": "2025-01-06", "closed": "2025-03-03", "team": "T"},
                            {"child": "C", "referred": "2025-01-06", "closed": "2025-03-03"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.team", "cin_episodes.closed"),
                lag=HALF_A_YEAR,
                rises="What does this team take on, and when does it stop?",
            ),
            Test(
                "plan_again",
                "child protection plans that ended, with another begun within a year",
                CHANGE,
                0.3,
                plan_again,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2024-01-08", "ended": "2025-01-06"},
                            {"child": "A", "started": "2025-06-02"},
                            {"child": "B", "started": "2024-01-08", "ended": "2025-01-06"},
                            {"child": "B", "started": "2026-06-01"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_plans.started", "cp_plans.ended"),
                lag=A_YEAR,
                feared="rise",
                rises="What had the earlier plans changed for the children now on another?",
                falls="Why are fewer children on a plan again: are fewer put on one?",
            ),
            Test(
                "third_enquiry",
                "enquiries that were a child's third in two years, none with a conference",
                CHANGE,
                0.2,
                third_enquiry,
                Example(
                    {
                        "s47_enquiry": [
                            {"child": "A", "started": day} for day in ("2024-01-08", "2024-06-03", "2025-01-06")
                        ]
                        + [{"child": "B", "started": day} for day in ("2024-01-08", "2024-06-03", "2025-01-06")]
                        + [{"child": "C", "started": "2025-01-06"}],
                        "initial_cp_conference": [{"child": "B", "held": "2024-06-20"}],
                    },
                    {"A": 1, "B": 0, "C": 0},
                ),
                ("s47_enquiry.started", "initial_cp_conference.held"),
                lag=42,
                rises="Who has looked at all the enquiries about each of these children together?",
            ),
        ),
    )
)
