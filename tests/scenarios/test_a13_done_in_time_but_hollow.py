"""A13: assessments are finished on the last day allowed with the child not seen: they show as that, not as met."""

from tests.scenarios.patterns import asked, drawn, the


def test_assessments_met_on_paper_with_the_child_not_seen_are_asked_about(tmp_path):
    drawn(tmp_path, "hollow")
    one = the(asked(tmp_path), "not_seen")
    assert one["question"] == "Why were these children not seen by whoever assessed them?"
    assert one["value"] > 2 * one["expected"] and one["level"] == "notice"
    assert one["began"] >= "2025-01"
