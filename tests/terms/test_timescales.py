"""Each clock falls due on the right day and says on whose authority."""

from datetime import date

import pytest

from candour.terms.timescales import (
    ASSESSMENT,
    CIN_FIRST_REVIEW,
    CIN_VISIT,
    CORE_GROUP,
    CP_VISIT,
    FIRST_REVIEW,
    INITIAL_CONFERENCE,
    LATER_REVIEW,
    REFERRAL_DECISION,
    TIMESCALES,
    TRANSFER_IN_CONFERENCE,
    Timescale,
    due,
)

THURSDAY_BEFORE_EASTER = date(2026, 4, 2)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (REFERRAL_DECISION, date(2026, 4, 7)),
        (ASSESSMENT, date(2026, 6, 10)),
        (INITIAL_CONFERENCE, date(2026, 4, 27)),
        (TRANSFER_IN_CONFERENCE, date(2026, 4, 27)),
        (CORE_GROUP, date(2026, 4, 20)),
        (FIRST_REVIEW, date(2026, 7, 2)),
        (LATER_REVIEW, date(2026, 10, 2)),
        (CP_VISIT, date(2026, 4, 20)),
        (CIN_VISIT, date(2026, 5, 5)),
        (CIN_FIRST_REVIEW, date(2026, 7, 2)),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_a_clock_started_before_easter_falls_due_on(clock: Timescale, day: date) -> None:
    assert due(clock, THURSDAY_BEFORE_EASTER) == day


def test_every_clock_has_its_own_name() -> None:
    assert len({clock.name for clock in TIMESCALES}) == len(TIMESCALES) == 12


def test_a_local_standard_is_never_passed_off_as_national() -> None:
    assert {clock.name for clock in TIMESCALES if clock.kind == "local"} == {
        "cp_visit",
        "cin_visit",
        "cin_first_review",
        "supervision_on_a_plan",
        "supervision",
    }
    assert all(("Local" in clock.source) == (clock.kind == "local") for clock in TIMESCALES)


def test_a_rule_read_in_the_replaced_guidance_says_so() -> None:
    assert "replaced on 19 March 2026" in ASSESSMENT.source
