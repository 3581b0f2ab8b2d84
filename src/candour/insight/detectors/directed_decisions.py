"""Are decisions directed from above, made against advice, or made with nothing changed for the child."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, followed, yes
from candour.insight.detector import BESIDE, CHANGE, Detector, Example, Test, asks
from candour.insight.history import History


def directed(known: History) -> Frame:
    """Decisions in which it was asked: whether somebody directed it."""
    made = known["decision"].filter(~nw.col("directed").is_null())
    return case(made.with_columns(yes(nw.col("directed") == 1)), "day", "happened")


def against_advice(known: History) -> Frame:
    """Decisions: whether they went against what was recommended."""
    made = known["decision"].filter(~nw.col("against").is_null())
    return case(made.with_columns(yes(nw.col("against") == 1)), "day", "happened")


def disagreed_with(known: History) -> Frame:
    """Decisions: whether somebody's disagreement with them was given that day or within a fortnight."""
    made = known["decision"].filter(~nw.col("day").is_null())
    return case(followed(made, "day", known["dissent"], "given", within=14), "day", "happened")


def harm_after_disagreement(known: History) -> Frame:
    """Decisions: whether an enquiry began or a plan did within half a year; marked where somebody had disagreed."""
    made = followed(known["decision"].filter(~nw.col("day").is_null()), "day", known["dissent"], "given", within=14)
    made = made.with_columns(unit=nw.col("happened").cast(nw.String)).drop("happened")
    steps = nw.concat(
        [
            known["s47_enquiry"].select("authority", "child", nw.col("started").alias("_step")),
            known["cp_plans"].select("authority", "child", nw.col("started").alias("_step")),
        ],
        how="vertical",
    )
    later = steps.with_columns(_after=nw.col("_step") - 15)
    return case(followed(made, "day", later, "_after", within=168), "day", "happened", "unit")


def nothing_changed(known: History) -> Frame:
    """Decisions that end something: whether they say that nothing had changed for the child."""
    made = known["decision"].filter(~nw.col("no_change").is_null())
    return case(made.with_columns(yes(nw.col("no_change") == 1)), "day", "happened")


def harm_unprotected(known: History) -> Frame:
    """Decisions: whether a harm was left with nothing that protects the child from it."""
    made = known["decision"].filter(~nw.col("unprotected").is_null())
    return case(made.with_columns(yes(nw.col("unprotected") > 0)), "day", "happened")


asks(
    Detector(
        key="directed_decisions",
        title="Decisions that were directed",
        question="From which level do the directions come, on what grounds, and what became of the children?",
        why="A worker who is told what to decide can say so here; many who say so are a policy.",
        cannot_tell="How many were pressed and did not say so: the survey of staff measures that.",
        ordinary=(
            "a new question on the form: more is said because it is now asked",
            "a court directed it, which is recorded the same way",
        ),
        answers=("A02", "A08", "B06", "B05", "B02"),
        tests=(
            Test(
                "directed",
                "decisions that were directed",
                CHANGE,
                0.4,
                directed,
                Example(
                    {
                        "decision": [
                            {"child": "A", "day": "2025-01-06", "directed": "Y"},
                            {"child": "B", "day": "2025-01-06", "directed": "N"},
                            {"child": "C", "day": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("decision.directed",),
                rises="Who gives these directions, and on what grounds?",
            ),
            Test(
                "against_advice",
                "decisions against what was recommended",
                CHANGE,
                0.4,
                against_advice,
                Example(
                    {
                        "decision": [
                            {"child": "A", "day": "2025-01-06", "against": "Y"},
                            {"child": "B", "day": "2025-01-06", "against": "N"},
                            {"child": "C", "day": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("decision.against",),
                rises="Who answered those who recommended otherwise?",
            ),
            Test(
                "disagreed_with",
                "decisions that somebody disagreed with",
                CHANGE,
                0.3,
                disagreed_with,
                Example(
                    {
                        "decision": [{"child": "A", "day": "2025-01-06"}, {"child": "B", "day": "2025-01-06"}],
                        "dissent": [{"child": "A", "given": "2025-01-08"}, {"child": "B", "given": "2025-06-02"}],
                    },
                    {"A": 1, "B": 0},
                ),
                ("dissent.given", "decision.day"),
                lag=14,
                rises="What became of the children about whom somebody disagreed?",
            ),
            Test(
                "harm_after_disagreement",
                "decisions somebody disagreed with and an enquiry or a plan in the next half-year, beside all others",
                BESIDE,
                0.3,
                harm_after_disagreement,
                Example(
                    {
                        "decision": [{"child": "A", "day": "2025-01-06"}, {"child": "B", "day": "2025-01-06"}],
                        "dissent": [{"child": "A", "given": "2025-01-08"}],
                        "s47_enquiry": [
                            {"child": "A", "started": "2025-04-07"},
                            {"child": "B", "started": "2025-01-08"},
                        ],
                    },
                    {"A": 1, "B": 0},
                ),
                ("dissent.given", "decision.day", "s47_enquiry.started"),
                lag=183,
                rises="Were those who disagreed right, and who heard them?",
            ),
            Test(
                "nothing_changed",
                "endings with nothing changed for the child",
                CHANGE,
                0.3,
                nothing_changed,
                Example(
                    {
                        "decision": [
                            {"child": "A", "day": "2025-01-06", "no_change": "Y"},
                            {"child": "B", "day": "2025-01-06", "no_change": "N"},
                            {"child": "C", "day": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("decision.no_change",),
                rises="Why did help end for children for whom nothing had changed?",
            ),
            Test(
                "harm_unprotected",
                "decisions that left a harm with nothing to protect from it",
                CHANGE,
                0.3,
                harm_unprotected,
                Example(
                    {
                        "decision": [
                            {"child": "A", "day": "2025-01-06", "unprotected": "1"},
                            {"child": "B", "day": "2025-01-06", "unprotected": "0"},
                            {"child": "C", "day": "2025-01-06"},
                        ]
                    },
                    {"A": 1, "B": 0},
                ),
                ("decision.unprotected",),
                rises="What keeps these children safe from the harm that is on their files?",
            ),
        ),
    )
)
