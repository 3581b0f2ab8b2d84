"""Is more of what is written about one child copied from another, or from an earlier day."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import CHANGE, Detector, Example, Test, asks
from candour.insight.history import History


def written_before(known: History) -> Frame:
    """Long texts about visits, enquiries and assessments: whether almost the same words stand in an earlier one."""
    written = known["words"].filter(~nw.col("copied").is_null())
    return case(written.with_columns(yes(nw.col("copied") == 1)), "day", "happened")


asks(
    Detector(
        key="copied_text",
        title="The same words again",
        question="Was the child seen again, or the text copied?",
        why="A record that repeats itself says that somebody was there and does not say what they saw.",
        cannot_tell="Whether the visit was made; and whether what was copied was still true.",
        ordinary=(
            "brothers and sisters were seen together and written up once for each",
            "a form begins with standing words that everybody leaves in",
            "nothing had changed, and it was said in the same way",
        ),
        answers=("A13",),
        tests=(
            Test(
                "written_before",
                "long texts of which almost all stands in an earlier one",
                CHANGE,
                0.2,
                written_before,
                Example(
                    {
                        "words": [
                            {"child": "A", "day": "2025-01-06", "copied": "Y"},
                            {"child": "B", "day": "2025-01-06", "copied": "N"},
                            {"child": "C", "day": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("words.copied",),
                wanders=0.03,
                rises="What leaves so little time that words are copied?",
            ),
        ),
    )
)
