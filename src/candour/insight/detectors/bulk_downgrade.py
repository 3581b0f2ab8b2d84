"""Did many families leave protection, or help, on one day or in a few."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case
from candour.insight.detector import BULK, Detector, Example, Test, asks
from candour.insight.history import History


def plans_ended(known: History) -> Frame:
    """Child protection plans that ended, one a family and day."""
    return case(known["cp_plans"], "ended")


def closed(known: History) -> Frame:
    """Episodes that were closed, but for those of which nothing further was done on the day they came."""
    episodes = known["cin_episodes"].filter((nw.col("nfa") != 1) | nw.col("nfa").is_null())
    return case(episodes, "closed")


asks(
    Detector(
        key="bulk_downgrade",
        title="Many downgraded or closed together",
        question="Who decided that these families should leave protection, or help, on these days?",
        why="One child's downgrade can be right. Many in a few days were perhaps decided together, and not child by child.",
        cannot_tell="What was decided about each child, and why: read the decisions.",
        ordinary=(
            "reviews or a panel fell on these days, and others before were put off",
            "one very large family, or several that belong together and are not recorded so",
            "work moved to another team or system, and was closed in one to be opened in the other",
            "closures decided earlier were written up together",
        ),
        answers=("A06", "B01", "B04"),
        tests=(
            Test(
                "plans_ended",
                "families whose child protection plans ended",
                BULK,
                3.5,
                plans_ended,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2025-01-06", "ended": "2025-09-01"},
                            {"child": "B", "started": "2025-01-06"},
                        ]
                    },
                    {"A": 1},
                ),
                ("cp_plans.ended",),
                rises="Who decided that these families' plans should end in these days?",
            ),
            Test(
                "closed",
                "families whose episodes were closed",
                BULK,
                1.2,
                closed,
                Example(
                    {
                        "cin_episodes": [
                            {"child": "A", "referred": "2025-01-06", "closed": "2025-09-01"},
                            {"child": "B", "referred": "2025-01-06", "closed": "2025-01-06", "nfa": "Y"},
                        ]
                    },
                    {"A": 1},
                ),
                ("cin_episodes.closed",),
                rises="Who decided that these families should be closed in these days?",
            ),
        ),
    )
)
