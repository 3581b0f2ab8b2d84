"""A closed child is nobody's case."""

from __future__ import annotations

from candour.record.casefile.answers import allocated


def test_closing_ends_every_workers_time_with_the_child(life):
    child = life().referral().answered().allocated().later(9).assessed("close")
    assert allocated(child.case) is not None
    child.closed("RC8")
    assert allocated(child.case) is None
