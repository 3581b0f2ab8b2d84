"""Is a harm or a disclosure followed by something that protects the child, within a working day."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History

NEXT_WORKING_DAY = 4  # days: before a bank holiday weekend the next working day is the fourth


def nothing_followed(known: History) -> Frame:
    """Harms and disclosures: whether neither a protection, a strategy discussion nor an enquiry came by the next day."""
    steps = nw.concat(
        [
            known["protection"].select("authority", "child", nw.col("started").alias("_step")),
            known["strategy_discussion"].select("authority", "child", nw.col("held").alias("_step")),
            known["s47_enquiry"].select("authority", "child", nw.col("started").alias("_step")),
        ],
        how="vertical",
    )
    met = followed(known["harm"], "known", steps, "_step", within=NEXT_WORKING_DAY, before=1)
    return case(met.with_columns(happened=1 - nw.col("happened")), "known", "happened")


asks(
    Detector(
        key="harm_without_step",
        title="A harm known, and no step",
        question="What kept these children safe on the day their harm became known?",
        why="To leave a child where the harm was is a decision, though nobody may have written it down as one.",
        cannot_tell="What was done and not recorded, or done by another agency and recorded there.",
        ordinary=(
            "the harm was an old one, told long after the child was out of its reach",
            "the step is in another agency's record",
            "what protects the child had been in place before",
        ),
        answers=("B02",),
        tests=(
            Test(
                "nothing_followed",
                "harms and disclosures with no protective step by the next working day",
                CHANGE,
                0.3,
                nothing_followed,
                Example(
                    {
                        "harm": [{"child": one, "known": "2025-01-06"} for one in "ABC"],
                        "protection": [{"child": "A", "started": "2025-03-03"}],
                        "strategy_discussion": [{"child": "B", "held": "2025-01-07"}],
                        "s47_enquiry": [{"child": "C", "started": "2025-01-06"}],
                    },
                    {"A": 1, "B": 0, "C": 0},
                ),
                ("harm.known", "protection.started"),
                lag=NEXT_WORKING_DAY,
                rises="What was done for these children on the day, and where is it written?",
            ),
        ),
    )
)
