"""The week planted in a demonstration is found and asked about; without it, an invented authority is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candour.ssd.store.reading import rows
from candour.synth.authority import invent
from candour.terms.working_days import london_day
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import right_now
from candour.wiring.signals import ask_the_record


@pytest.mark.parametrize("hurried", [True, False])
def test_the_demonstration_has_something_to_ask_about_only_where_it_is_planted(office, hurried):
    ends = london_day(right_now()) - timedelta(days=1)
    made = invent(make_desk, children=200, ends_on=ends, tick=lambda count: None, hurried=hurried)
    assert made.children == 200
    ask_the_record()
    asked = {row["sign_test"] for row in rows("SELECT sign_test FROM ssd_signal")}
    assert ({"plans_ended", "directed"} <= asked) is hurried
    assert hurried or asked == set()
