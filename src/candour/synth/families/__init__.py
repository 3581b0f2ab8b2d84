"""Three invented families with ten children, written by hand: the cast of the demonstration, the pictures and the tests.

- Tyler and Lacey Whitlock, on a plan with two reviews held, and their brother or sister not yet born. The address is
  confidential. Tyler was closed twice before.
- Finn, Molly and Rory Brennan: a conference called, an enquiry running, an assessment that takes longer on purpose.
- Naomi, Caleb, Josiah and Ama Osei: a referral and a contact to decide, an assessment that is late, a plan of help.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from candour.practice.desk import Desk
from candour.synth.families import brennan, osei, whitlock
from candour.synth.families.telling import Telling
from candour.synth.hours import DeskClock
from candour.synth.staff import Staff

CHILDREN = (*whitlock.CHILDREN, *brennan.CHILDREN, *osei.CHILDREN)


@dataclass(frozen=True)
class Cast:
    """The ten children's references, by name."""

    children: Mapping[str, str]


def write(desk: Desk, clock: DeskClock, staff: Staff, *, today: date) -> Cast:
    """Put the three families on the record, as they stand today."""
    telling = Telling(desk, clock, staff, today)
    for family in (whitlock, brennan, osei):
        with desk.together():
            family.write(telling)
            telling.another()
    return Cast({name: telling.ref(name) for name in CHILDREN})
