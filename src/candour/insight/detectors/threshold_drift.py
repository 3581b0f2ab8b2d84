"""Do fewer or more children pass from one step to the next than before, and since when."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed, yes
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

WEEKS_TO_CONFERENCE = 42  # days: 15 working days is the norm (Working Together 2023), and twice that is waited for


def nothing_further(known: History) -> Frame:
    """Referrals: whether nothing further was done."""
    episodes = known["cin_episodes"].filter(~nw.col("nfa").is_null())
    return case(episodes.with_columns(yes(nw.col("nfa") == 1)), "referred", "happened")


def assessed(known: History) -> Frame:
    """Referrals taken on: whether an assessment was begun within six weeks."""
    taken = known["cin_episodes"].filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    return case(followed(taken, "referred", known["cin_assessments"], "started", within=42), "referred", "happened")


def enquired(known: History) -> Frame:
    """Referrals taken on: whether a section 47 enquiry was begun within two months."""
    taken = known["cin_episodes"].filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    return case(followed(taken, "referred", known["s47_enquiry"], "started", within=60), "referred", "happened")


def to_conference(known: History) -> Frame:
    """Enquiries about a child not on a plan: whether an initial conference was held within six weeks."""
    held = known["initial_cp_conference"].filter((nw.col("really_held") != 0) | nw.col("really_held").is_null())
    asked = followed(not_on_a_plan(known), "started", held, "held", within=WEEKS_TO_CONFERENCE)
    return case(asked, "started", "happened")


def not_on_a_plan(known: History) -> Frame:
    """Enquiries about children who were not on a child protection plan when the enquiry began."""
    keys = ["authority", "child", "started"]
    plans = known["cp_plans"].select(
        "authority", "child", nw.col("started").alias("_from"), nw.col("ended").alias("_to")
    )
    asked = known["s47_enquiry"].filter(~nw.col("started").is_null())
    beside = asked.select(*keys).unique().join(plans, on=["authority", "child"], how="inner")
    running = (nw.col("_from") < nw.col("started")) & ((nw.col("_to") >= nw.col("started")) | nw.col("_to").is_null())
    on_one = beside.filter(running).select(*keys).unique()
    return asked.join(on_one, on=keys, how="anti")


def to_plan(known: History) -> Frame:
    """Initial conferences, but for transfers in: whether a child protection plan began within a fortnight."""
    held = known["initial_cp_conference"].filter(
        (nw.col("really_held") != 0) | nw.col("really_held").is_null(),
        (nw.col("transfer") != 1) | nw.col("transfer").is_null(),
    )
    return case(followed(held, "held", known["cp_plans"], "started", within=14, before=3), "held", "happened")


asks(
    Detector(
        key="threshold_drift",
        title="A threshold that moves",
        question="Did who is helped, enquired into or protected change, and was that decided in the open?",
        why="A threshold that moves without being written down decides about children whom nobody named.",
        cannot_tell="Whether the children had changed: it sees that fewer or more went on, not what they needed.",
        ordinary=(
            "the front door was redesigned, or early help now takes families who used to be referred",
            "a new threshold was published: look at its date beside this one",
            "the way a step is recorded changed, with a new system or a new form",
            "one large event, such as a school or a police operation, brought many families of one kind",
        ),
        answers=("A05", "B08", "A08"),
        tests=(
            Test(
                "nothing_further",
                "referrals with nothing further done",
                CHANGE,
                0.4,
                nothing_further,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "nfa": "Y"},
                            {"child": "B", "referred": "2025-01-06", "nfa": "N"},
                            {"child": "C", "referred": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.referred", "cin_episodes.nfa"),
                feared="rise",
                wanders=0.01,
                rises="Why is nothing further done about more referrals than before?",
                falls="Why are more referrals taken on than before, and who does that work?",
            ),
            Test(
                "referral_to_assessment",
                "referrals taken on and assessed within six weeks",
                CHANGE,
                0.3,
                assessed,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06"},
                            {"child": "B", "referred": "2025-01-06"},
                            {"child": "C", "referred": "2025-01-06", "nfa": "Y"},
                        ],
                        "cin_assessments": [
                            {"child": "A", "started": "2025-01-08"},
                            {"child": "B", "started": "2025-04-01"},
                        ],
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.referred", "cin_assessments.started"),
                lag=42,
                rises="Why are more of those taken on assessed than before?",
                falls="What happened to the children taken on and not assessed?",
            ),
            Test(
                "assessment_to_enquiry",
                "referrals taken on with an enquiry within two months",
                CHANGE,
                1.0,
                enquired,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06"},
                            {"child": "B", "referred": "2025-01-06"},
                        ],
                        "s47_enquiry": [
                            {"child": "A", "started": "2025-01-08"},
                            {"child": "B", "started": "2025-06-01"},
                        ],
                    },
                    {"A": 1, "B": 0},
                ),
                ("cin_episodes.referred", "s47_enquiry.started"),
                lag=60,
                rises="Why are more children enquired into than before?",
                falls="Why are fewer children enquired into than before, and who looked at the others?",
            ),
            Test(
                "enquiry_to_conference",
                "enquiries followed by an initial conference",
                CHANGE,
                5.0,
                to_conference,
                Example(
                    {
                        "s47_enquiry": [{"child": one, "started": "2025-01-06"} for one in "ABC"],
                        "initial_cp_conference": [
                            {"child": "A", "held": "2025-01-24"},
                            {"child": "B", "held": "2025-06-02"},
                        ],
                        "cp_plans": [{"child": "C", "started": "2024-10-01", "ended": "2025-03-01"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("s47_enquiry.started", "initial_cp_conference.held"),
                lag=WEEKS_TO_CONFERENCE,
                rises="Why do more enquiries come to conference than before?",
                falls="Why do fewer enquiries come to conference than before, and who decided so?",
            ),
            Test(
                "conference_to_plan",
                "initial conferences that began a plan",
                CHANGE,
                1.2,
                to_plan,
                Example(
                    {
                        "initial_cp_conference": [
                            {"child": "A", "held": "2025-01-24"},
                            {"child": "B", "held": "2025-01-24"},
                            {"child": "C", "held": "2025-01-24", "transfer": "Y"},
                        ],
                        "cp_plans": [{"child": "A", "started": "2025-01-24"}, {"child": "C", "started": "2025-01-24"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("initial_cp_conference.held", "cp_plans.started"),
                lag=14,
                rises="Why do more conferences make a plan than before?",
                falls="Why do fewer conferences make a plan than before?",
            ),
        ),
    )
)
