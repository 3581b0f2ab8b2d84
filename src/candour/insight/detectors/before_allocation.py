"""Are children downgraded just before their worker is given another."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case
from candour.insight.detector import TIMING, Detector, Example, Test, asks
from candour.insight.history import History

LAST = 7  # days before an allocation that count as just before it
SHORTEST, LONGEST = 15, 365  # days between two allocations: less says nothing, more is an absence


def stepped_down_before(known: History) -> Frame:
    """Plans that ended between two new children of the same worker: whether in the last week before the second.

    If the end of the plan has nothing to do with the allocation, it falls in the last seven of sixty days by the chance
    of seven in sixty. Each plan has its own chance.
    """
    mine = known["involvements"].filter(~nw.col("started").is_null(), ~nw.col("worker").is_null())
    given = mine.group_by("authority", "worker", "family").agg(nw.col("started").min().alias("given"))
    given = given.select("authority", "worker", "given").unique()
    ended = known["cp_plans"].filter(~nw.col("ended").is_null()).select(
        "authority", "child", "family", nw.col("ended").alias("day")
    )  # fmt: skip
    held = mine.select("authority", "child", "worker", nw.col("started").alias("_from"), nw.col("ended").alias("_to"))
    by = ended.join(held, on=["authority", "child"], how="inner").filter(
        nw.col("_from") <= nw.col("day"), (nw.col("_to") >= nw.col("day")) | nw.col("_to").is_null()
    )
    by = by.group_by("authority", "family", "worker", "day").agg(nw.col("child").min())
    beside = by.join(given, on=["authority", "worker"], how="inner")
    key = ["authority", "family", "worker", "day", "child"]
    before = beside.filter(nw.col("given") <= nw.col("day")).group_by(key).agg(nw.col("given").max().alias("_one"))
    after = beside.filter(nw.col("given") > nw.col("day")).group_by(key).agg(nw.col("given").min().alias("_two"))
    both = before.join(after, on=key, how="inner").with_columns(_gap=nw.col("_two") - nw.col("_one"))
    both = both.filter(nw.col("_gap") >= SHORTEST, nw.col("_gap") <= LONGEST)
    just = ((nw.col("_two") - nw.col("day")) <= LAST).cast(nw.Int32)
    return case(both.with_columns(happened=just, chance=LAST / nw.col("_gap")), "day", "happened", "chance")


asks(
    Detector(
        key="before_allocation",
        title="Downgraded just before an allocation",
        question="Was the plan ended for the child, or to make room for the next one?",
        why="Where a worker may hold only so many children on a plan, ending one lets another be given.",
        cannot_tell="Whether the plan had done its work; and who chose the day of the allocation.",
        ordinary=(
            "a manager waits until a worker has room before giving another child: then the allocation follows the end",
            "reviews and allocation meetings fall on set days of the month",
        ),
        answers=("A06",),
        tests=(
            Test(
                "stepped_down_before",
                "plans ended in the last week before their worker was given another family",
                TIMING,
                1.0,
                stepped_down_before,
                Example(
                    {
                        "cp_plans": [
                            {"child": "A", "started": "2024-06-03", "ended": "2025-02-27"},
                            {"child": "B", "started": "2024-06-03", "ended": "2025-01-20"},
                            {"child": "C", "started": "2024-06-03", "ended": "2025-06-02"},
                        ],
                        "involvements": [{"child": one, "worker": "W", "started": "2025-01-06"} for one in "ABC"]
                        + [{"child": "D", "worker": "W", "started": "2025-03-03"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("cp_plans.ended", "involvements.worker", "involvements.started"),
                rises="Were these plans ended for the children, or to make room?",
            ),
        ),
    )
)
