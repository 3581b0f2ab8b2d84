"""The invented authority has England's rates, within what chance allows for its size."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candour.synth.measure import Measured, measured, table
from tests.synth.conftest import ENDS_ON, Invent

# How far each rate may lie from the published one, in its own unit: for 1,500 children, and for 10,000.
TOLERANCES = {
    "referrals with no further action": (4.0, 1.8),
    "referrals assessed, not in need": (6.0, 3.0),
    "referrals that became an episode of need": (6.0, 3.0),
    "referrals again within a year": (6.0, 3.5),
    "referrals from the police": (6.0, 3.0),
    "referrals from schools": (6.0, 3.0),
    "contacts that became referrals": (5.0, 4.0),
    "assessments": (110, 70),
    "assessments within 45 working days": (4.0, 2.0),
    "assessment, lower quartile": (5, 2),
    "assessment, median": (5, 2),
    "assessment, upper quartile": (3, 2),
    "factors per assessment": (0.4, 0.3),
    "section 47 enquiries": (90, 45),
    "initial conferences": (50, 25),
    "child protection plans": (45, 22),
    "conferences that led to a plan": (12.0, 6.0),
    "conferences within 15 working days": (14.0, 6.0),
    "strategy discussion to conference, median": (1, 1),
    "second or subsequent plans": (18.0, 7.0),
    "child protection plan, mean length": (80, 40),
    "plans for neglect": (22.0, 10.0),
    "plans for emotional abuse": (22.0, 10.0),
    "children in need at a day": (150, 90),
    "child protection plans at a day": (55, 30),
    "children in need disabled": (8.0, 4.0),
}


def beyond(found: tuple[Measured, ...], which: int, wider: float = 1) -> list[str]:
    """The rates that lie too far away; a smaller authority's may lie wider by the root of how much smaller it is."""
    return [str(one) for one in found if abs(one.here - one.published) > wider * TOLERANCES[one.name][which]]


@pytest.mark.long
def test_seven_hundred_children_have_the_published_rates(
    invent_anew: Invent, capsys: pytest.CaptureFixture[str]
) -> None:
    invent_anew(700)

    found = measured(ENDS_ON - timedelta(days=730), ENDS_ON)

    with capsys.disabled():
        print("\n" + table(found))
    assert {one.name for one in found} == set(TOLERANCES)
    assert not beyond(found, 0, (1500 / 700) ** 0.5)


@pytest.mark.long
def test_ten_thousand_children_have_the_published_rates(
    invent_anew: Invent, capsys: pytest.CaptureFixture[str]
) -> None:
    invent_anew(10_000)

    found = measured(ENDS_ON - timedelta(days=730), ENDS_ON)

    with capsys.disabled():
        print("\n" + table(found))
    assert not beyond(found, 1)
