"""B12: unqualified workers do statutory duties, and records are managed to hide it."""

from __future__ import annotations

from tests.scenarios.patterns import asked, drawn, the


def test_an_unregistered_workers_part_is_noted_as_what_it_was(person, earlier):
    child = earlier("Nia", "Combe").referral().answered().allocated().later(1).discussed()
    worker = person("social_worker")
    worker.child(child.person_id, "enquiry-part")
    worker.writes("Which part?", "Saw the child at school")
    worker.writes("Who did it?", "Ted Lowe")
    worker.chooses("Are they a registered social worker?", "No")
    worker.presses("Write it down")
    worker.succeeds()
    worker.sees("Part of the enquiry done by Ted Lowe: Saw the child at school")

    worker.page.get_by_role("link", name="Part of the enquiry done by Ted Lowe").first.click()
    worker.sees("Role that day")
    worker.sees("Registered")


def test_an_unregistered_workers_own_entry_says_so(person, earlier):
    child = earlier("Owen", "Combe").referral().answered().allocated("support_worker")
    ted = person("support_worker")
    ted.child(child.person_id, "visit")
    ted.chooses("Was the child seen?", "Yes")
    ted.writes("What did the child say?", "I like the park.")
    ted.presses("Record the visit")
    ted.succeeds()
    ted.page.get_by_role("link", name="Visit: seen").first.click()
    ted.sees("Not registered")
    ted.sees("Support worker")


def test_unregistered_work_behind_registered_names_is_found_in_the_extract(tmp_path):
    drawn(tmp_path, "hidden-work")
    notices = asked(tmp_path)
    assert the(notices, "not_registered")["question"].startswith("Who are the people who did these duties")
    assert the(notices, "by_another")["value"] > 0.05
