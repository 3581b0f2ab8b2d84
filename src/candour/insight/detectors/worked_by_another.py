"""Is a child allocated to one person, and seen, enquired into and written up by another; and was that one registered."""

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.cases import case, yes
from candour.insight.detector import CHANGE, RULE, Detector, Example, Test, asks
from candour.insight.history import History


def _duties(known: History) -> Frame:
    """Enquiries and assessments with who did them, on the day they were finished (or begun, while they run)."""
    asked = known["s47_enquiry"].with_columns(_day=nw.coalesce(nw.col("ended"), nw.col("started")))
    looked = known["cin_assessments"].with_columns(_day=nw.coalesce(nw.col("authorised"), nw.col("started")))
    columns = ("authority", "child", "family", "_day", "worker")
    both = nw.concat([asked.select(*columns), looked.select(*columns)], how="vertical")
    return both.filter(~nw.col("worker").is_null(), ~nw.col("_day").is_null())


def not_registered(known: History) -> Frame:
    """Enquiries and assessments: whether whoever did them had no registration on that day."""
    who = known["professionals"].select("authority", "worker", "registration", "registered_from", "registered_to")
    done = _duties(known).join(who, on=["authority", "worker"], how="inner")
    none = (
        nw.col("registration").is_null()
        | (nw.col("registered_from") > nw.col("_day")).fill_null(False)
        | (nw.col("registered_to") < nw.col("_day")).fill_null(False)
    )
    return case(done.with_columns(yes(none)), "_day", "happened")


def by_another(known: History) -> Frame:
    """Enquiries and assessments of children allocated to somebody that day: whether somebody else did them."""
    done = _duties(known)
    held = known["involvements"].filter(~nw.col("started").is_null()).select(
        "authority", "child", nw.col("worker").alias("_holder"), nw.col("started").alias("_from"),
        nw.col("ended").alias("_to"),
    )  # fmt: skip
    key = ["authority", "child", "family", "_day", "worker"]
    beside = done.join(held, on=["authority", "child"], how="inner").filter(
        nw.col("_from") <= nw.col("_day"), (nw.col("_to") >= nw.col("_day")) | nw.col("_to").is_null()
    )
    same = (nw.col("_holder") == nw.col("worker")).cast(nw.Int32)
    judged = beside.with_columns(_same=same).group_by(key).agg(nw.col("_same").max())
    return case(judged.with_columns(happened=1 - nw.col("_same")), "_day", "happened")


asks(
    Detector(
        key="worked_by_another",
        title="Worked by another than the record says",
        question="Who really did this work, and were they registered to do it on that day?",
        why="Where there are too few registered workers others do their duties, and the record is made not to show it.",
        cannot_tell="Whether a registered worker stood beside them, unless the record says so.",
        ordinary=(
            "a student on placement worked with a registered educator",
            "the registration number was never entered for somebody who has one",
            "duty workers do enquiries for children allocated to others",
        ),
        answers=("B12",),
        tests=(
            Test(
                "not_registered",
                "enquiries and assessments by somebody with no registration that day",
                RULE,
                0.5,
                not_registered,
                Example(
                    {
                        "professionals": [
                            {"worker": "1", "registration": None},
                            {"worker": "2", "registration": "SW1"},
                            {"worker": "3", "registration": "SW2", "registered_to": "2024-12-01"},
                        ],
                        "s47_enquiry": [
                            {"child": "A", "started": "2025-01-06", "worker": "1"},
                            {"child": "B", "started": "2025-01-06", "worker": "2"},
                            {"child": "C", "started": "2025-01-06", "worker": "3"},
                            {"child": "D", "started": "2025-01-06"},
                        ],
                    },
                    {"A": 1, "B": 0, "C": 1},
                ),
                ("professionals.registration", "s47_enquiry.worker"),
                tolerated=0.02,
                rises="Who are the people who did these duties, and who stood beside them?",
            ),
            Test(
                "by_another",
                "enquiries and assessments done by somebody other than the allocated worker",
                CHANGE,
                0.3,
                by_another,
                Example(
                    {
                        "involvements": [{"child": one, "worker": "1", "started": "2024-12-02"} for one in "AB"],
                        "s47_enquiry": [
                            {"child": "A", "started": "2025-01-06", "worker": "2"},
                            {"child": "B", "started": "2025-01-06", "worker": "1"},
                            {"child": "C", "started": "2025-01-06", "worker": "1"},
                        ],
                    },
                    {"A": 1, "B": 0},
                ),
                ("involvements.worker", "s47_enquiry.worker"),
                wanders=0.02,
                rises="Who works with these children, and who is named as doing so?",
            ),
        ),
    )
)
