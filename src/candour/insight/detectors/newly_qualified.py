"""Do workers in their first year hold the most complex work."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History


def held_by_newly_qualified(known: History) -> Frame:
    """Child protection plans that began: whether the worker allocated that day was in their first year."""
    plans = known["cp_plans"].filter(~nw.col("started").is_null())
    plans = plans.select("authority", "child", "family", nw.col("started").alias("_day"))
    held = known["involvements"].filter(~nw.col("started").is_null()).select(
        "authority", "child", "worker", nw.col("started").alias("_from"), nw.col("ended").alias("_to")
    )  # fmt: skip
    who = known["professionals"].select("authority", "worker", "newly_from", "newly_to")
    by = plans.join(held, on=["authority", "child"], how="inner").filter(
        nw.col("_from") <= nw.col("_day"), (nw.col("_to") >= nw.col("_day")) | nw.col("_to").is_null()
    )
    by = by.join(who, on=["authority", "worker"], how="inner")
    new = (nw.col("newly_from") <= nw.col("_day")) & (
        (nw.col("newly_to") >= nw.col("_day")) | nw.col("newly_to").is_null()
    )
    return case(by.with_columns(yes(new)), "_day", "happened")


asks(
    Detector(
        key="newly_qualified",
        title="The newest workers and the hardest work",
        question="Who supports the workers in their first year who hold children on a plan?",
        why="When experienced workers leave, the children at most risk fall to those who have only begun.",
        cannot_tell="How well anybody is supported; supervision is recorded elsewhere.",
        ordinary=(
            "a large intake in autumn, each worker beside an experienced one who is not named as allocated",
            "first-year dates were entered for people who had finished it",
        ),
        answers=("A04",),
        tests=(
            Test(
                "held_by_newly_qualified",
                "new child protection plans held by a worker in their first year",
                CHANGE,
                0.3,
                held_by_newly_qualified,
                Example(
                    {
                        "professionals": [
                            {"worker": "1", "newly_from": "2024-09-02", "newly_to": "2025-09-01"},
                            {"worker": "2"},
                        ],
                        "involvements": [
                            {"child": "A", "worker": "1", "started": "2025-01-06"},
                            {"child": "B", "worker": "2", "started": "2025-01-06"},
                        ],
                        "cp_plans": [{"child": one, "started": "2025-01-24"} for one in "ABC"],
                    },
                    {"A": 1, "B": 0},
                ),
                ("professionals.newly_from", "involvements.worker", "cp_plans.started"),
                wanders=0.02,
                rises="Who stands beside these workers, and how many children do they hold?",
            ),
        ),
    )
)
