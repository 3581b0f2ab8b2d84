"""A14: the level of administration is terrifying."""

from __future__ import annotations

from playwright.sync_api import expect

from candour.record.entries.family import RelationshipRecorded


def with_a_mother(child, desk):
    """The child's mother is on the record, and lives with the child."""
    tie = RelationshipRecorded(
        relationship_id=desk.fresh(), family_id=desk.fresh(), person_id=child.person_id, other_person_id=desk.fresh(),
        relationship="mother", other_name="Petra Lind", lives_with=True, parental_responsibility=True,
    )  # fmt: skip
    return child.note(tie)


def makes(somebody, child, document, reader):
    """Choose a document and a reader, and look at it."""
    somebody.child(child.person_id, "documents")
    somebody.picks("Which document?", document)
    somebody.picks("For whom?", reader)
    somebody.presses("Show it")


def sends(somebody, how="Handed over"):
    somebody.picks("How?", how)
    somebody.presses("Send exactly this")
    somebody.succeeds()


def test_a_plan_a_letter_minutes_and_a_chronology_are_made_without_typing_them(person, earlier, beside):
    child = with_a_mother(earlier("Lena", "Lind").on_a_plan(), beside)
    chair, worker = person("conference_chair"), person("social_worker")

    # The minutes: what the record knows stands there; the chair writes only what was discussed.
    chair.child(child.person_id, "written-work")
    chair.presses("Conference minutes")
    for known in ("DS Hart", "Physical abuse", "What the child needs.", "I want it to stop.", "Nobody hits her"):
        chair.sees(known)
    chair.writes("Your words: What was discussed", "Opinion: It will not stop while he has a key.")
    chair.presses("Put my words in the draft")
    chair.succeeds()
    chair.page.get_by_role("button", name="Look it over and finish it").click()
    chair.presses("It is finished")
    chair.succeeds()
    makes(chair, child, "Conference minutes", "Petra Lind")
    chair.sees("It will not stop while he has a key.")
    sends(chair)

    # The plan in plain words, a letter and the chronology: nothing is typed at all.
    for document, reader, words in (
        ("The whole plan", "Petra Lind", "Nobody hits her"),
        ("The child's copy", "Lena Lind", "People met about you"),
        ("Closing letter", "School", "We still work with Lena"),
        ("Chronology", "Court", "Initial child protection conference"),
    ):
        makes(worker, child, document, reader)
        expect(worker.page.get_by_label("The document as it would go").get_by_text(words).first).to_be_visible()
        sends(worker)
        with worker.page.expect_download() as coming:
            worker.page.get_by_role("button", name="Take the PDF").click()
        assert coming.value.suggested_filename.endswith(".pdf") and "Lind" not in coming.value.suggested_filename
    worker.page.get_by_role("button", name="Print it").click()
    assert worker.page.locator("h1").inner_text() == "Chronology" and len(worker.page.pdf()) > 5000

    # What the mother says of it comes back onto the record, beside it.
    worker.child(child.person_id, "documents")
    worker.page.get_by_role("link", name="The whole plan to Petra Lind").click()
    worker.chooses("Whose words are these?", "The family's")
    worker.writes("Who, by name?", "Petra Lind")
    worker.writes("What do they say?", "He still has a key.")
    worker.presses("Write down what they said")
    worker.succeeds()
    worker.sees("He still has a key.")


def test_dissent_and_pressure_are_in_the_minutes_and_in_the_familys_copy(person, earlier, beside):
    """B05 and B03, on paper."""
    child = with_a_mother(earlier("Orla", "Lind").on_a_plan().later(40), beside)
    worker, chair = person("social_worker"), person("conference_chair")
    worker.child(child.person_id, "dissent")
    worker.writes("In their words", "Nothing at home has changed: keep the plan.")
    worker.presses("Write it down")
    worker.succeeds()
    chair.child(child.person_id, "pressure")
    chair.writes("From whom?", "A team manager")
    chair.writes("On whom?", "The conference chair")
    chair.writes("What was said or done?", "Rang twice: this plan has to go.")
    chair.presses("Write it down")
    chair.succeeds()
    chair.child(child.person_id, "review")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.ticks("Nothing has changed for the child")
    chair.writes("What does the child say?", "Nothing is different.")
    chair.grounds("What the child needs", "The conference keeps the plan.", "as the chair states them")
    chair.presses("Record the review")
    chair.succeeds()
    for document in ("Conference minutes: Review", "The family's copy: Review"):
        makes(chair, child, document, "Petra Lind")
        for words in (
            "Nothing at home has changed: keep the plan.",
            "Rang twice: this plan has to go.",
            "The conference keeps the plan.",
        ):
            expect(chair.page.get_by_label("The document as it would go").get_by_text(words).first).to_be_visible()
        sends(chair)


def test_what_the_child_said_beforehand_is_not_asked_again_and_is_in_the_minutes(person, earlier):
    child = earlier("Ines", "Lind").on_a_plan().later(80)
    worker, chair = person("social_worker"), person("conference_chair")
    worker.child(child.person_id, "view")
    worker.chooses("Whose view?", "The child's")
    worker.writes("In their words: what do they say?", "I want the lock kept on.")
    worker.presses("Write it down")
    worker.succeeds()
    chair.child(child.person_id, "review")
    chair.sees("Asked beforehand, on the record already")
    chair.sees("I want the lock kept on.")
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "Yes")
    chair.ticks("Nothing has changed for the child")
    chair.grounds("What the child needs", "The conference keeps the plan.", "as the chair states them")
    chair.presses("Record the review")
    chair.succeeds()
    makes(chair, child, "Conference minutes: Review", "School")
    expect(
        chair.page.get_by_label("The document as it would go").get_by_text("I want the lock kept on.")
    ).to_be_visible()
