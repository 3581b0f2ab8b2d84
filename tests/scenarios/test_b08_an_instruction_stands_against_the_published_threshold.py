"""B08: an e-mail says only cases at interim-care-order threshold may go to conference."""

from __future__ import annotations

from tests.scenarios.patterns import asked, drawn, the


def test_an_instruction_is_recorded_against_the_published_threshold(person, served):
    worker = person("social_worker")
    worker.opens("/threshold/")
    worker.sees("Thresholds in Wrenshire, third edition")
    worker.opens("/threshold/instruction/")
    worker.writes("Who gave the instruction?", "Group manager")
    for part, value in (("Day", "3"), ("Month", "11"), ("Year", "2026")):
        worker.page.get_by_label(part).fill(value)
    worker.writes("How?", "E-mail to all staff")
    worker.writes("In what words?", "Only cases that meet the interim care order threshold go to conference.")
    worker.writes("How does it differ", "The published threshold asks for likely significant harm.")
    worker.presses("Record it")
    worker.succeeds()
    worker.sees("Instruction against the threshold, from Group manager")
    worker.sees("Only cases that meet the interim care order threshold go to conference.")

    manager = person("service_manager")
    manager.opens("/threshold/")
    manager.sees("Only cases that meet the interim care order threshold go to conference.")


def test_the_drift_after_such_an_instruction_is_found_in_census_files_alone(tmp_path):
    drawn(tmp_path, "drift", census=True, size=0.3)
    one = the(asked(tmp_path), "enquiry_to_conference")
    assert one["question"] == "Why do fewer enquiries come to conference than before, and who decided so?"
    assert one["value"] < one["expected"] and "2024-12" <= one["began"] <= "2025-06"
