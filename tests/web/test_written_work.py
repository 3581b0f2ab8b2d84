"""Nobody's words are put in another person's mouth, and an authorisation means that exactly this text was read."""

from __future__ import annotations

import re

import pytest

from candour.practice.guard import Refused
from candour.practice.written_work import authorise_a_text, return_a_text
from candour.record.casefile.documents import documents_sent
from candour.record.casefile.written_work import digest_of, works
from candour.record.entries.written_work import ChangeProposed, PassageWritten, Statement, VersionFinished
from candour.record.entry import ToRecord
from tests.web.test_pages_open import client_for

BALANCED = "Seen: Mother comforts her.\n\nOpinion: With help she can keep Amira safe."


@pytest.fixture
def child(life):
    return life().referral().answered().allocated()


def begin(client, child, kind="assessment"):
    client.post(f"/child/{child.person_id}/written-work/", {"kind": kind})
    return f"/child/{child.person_id}/written-work/{child.work.work_id}/"


def seen(client, where):
    page = client.get(where).content.decode()
    return re.search(r'name="seen" value="(\d+)"', page).group(1)


def write(client, where, **words):
    sent = {"seen": words.pop("seen", None) or seen(client, f"{where}write/")}
    sent |= {f"words-{key}": text for key, text in words.items()}
    return client.post(f"{where}write/", sent, follow=True)


def finish(client, where, **more):
    shown = re.search(r'name="digest" value="([0-9a-f]+)"', client.get(f"{where}finish/").content.decode()).group(1)
    return client.post(f"{where}finish/", {"digest": shown, **more}, follow=True)


def opened(client, where):
    page = client.get(f"{where}read/").content.decode()
    found = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page).group(1) for name in ("digest", "version_id", "opened")
    }
    return {**found, "because": "I rely on what was seen.", "decides": "authorise"}


HEARD = {"departing-the_child_is_heard_in_it": "Too young to speak; drawn instead."}


def test_a_passage_keeps_its_author_and_its_marks(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    write(manager, where, analysis="Hypothesis: She is afraid of him.")
    text = worker.get(where).content.decode()
    assert text.index("Jo Marsh</strong>") < text.index("Mother comforts her") < text.index("Mo Pritchard</strong>")
    assert "Seen</strong>" in text and "Opinion</strong>" in text and "Hypothesis</strong>" in text
    assert [one.author for one in child.work.passages] == [office.ids["social_worker"], office.ids["team_manager"]]


def test_a_manager_cannot_write_over_a_workers_passage_by_any_door(child, office, desk):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    passage = child.work.passages[0]
    assert BALANCED.split(": ")[1][:8] not in re.sub(
        r"<div.*?</div>", "", manager.get(f"{where}write/").content.decode()
    )
    # Straight to the desk, under the very reference of the worker's passage:
    forged = PassageWritten(
        work_id=child.work.work_id,
        passage_id=passage.passage_id,
        section="analysis",
        statements=(Statement(words="Wholly negative."),),
    )
    desk.note([ToRecord(forged, (child.person_id,), child.day)], by=office.worker("team_manager", desk))
    assert "Wholly negative" not in worker.get(where).content.decode()
    assert child.work.passages[0].statements[0].words == "Mother comforts her."
    position = next(one.position for one in child.case.recorded if one.fact == passage.written.fact)
    for act in ("correct", "mask", "move"):
        assert manager.get(f"/child/{child.person_id}/entry/{position}/{act}/").status_code == 403
    assert worker.get(f"/child/{child.person_id}/entry/{position}/correct/").status_code == 403


def test_nobody_writes_a_passage_on_behalf_of_somebody_else(child, office):
    manager = client_for("team_manager", office)
    where = begin(manager, child)
    manager.post(
        f"{where}write/",
        {"words-analysis": "As she would say.", "seen": seen(manager, f"{where}write/"), "on_behalf_of": office.ids["social_worker"]},
    )  # fmt: skip
    passage = child.work.passages[0]
    assert passage.author == office.ids["team_manager"] and passage.written.on_behalf_of is None


def test_other_words_are_a_proposal_that_the_author_alone_accepts_or_declines(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    passage = child.work.passages[0].passage_id
    sent = {"words": "Opinion: She cannot keep Amira safe.", "why": "Too hopeful."}
    reply = manager.post(f"{where}propose/{passage}/", sent, follow=True)
    assert b"The author accepts or declines it" in reply.content
    assert "With help she can keep Amira safe." in manager.get(where).content.decode()
    proposal = child.work.open_proposals[0].proposed.fact.proposal_id
    assert manager.post(f"{where}answer/{proposal}/", {"answer": "accept"}).status_code == 403
    assert b"both texts stay on the record" in worker.post(f"{where}answer/{proposal}/", {"answer": "decline"}).content
    worker.post(f"{where}answer/{proposal}/", {"answer": "decline", "why": "It is not what I saw."})
    text = worker.get(where).content.decode()
    assert "declined" in text and "It is not what I saw." in text and "She cannot keep Amira safe." in text
    assert child.work.passages[0].statements[1].words == "With help she can keep Amira safe."


def test_accepted_words_say_who_worded_them_and_that_person_cannot_authorise(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    manager.post(
        f"{where}propose/{child.work.passages[0].passage_id}/",
        {"words": "Opinion: With daily help.", "why": "Say how."},
    )
    proposal = child.work.open_proposals[0].proposed.fact.proposal_id
    worker.post(f"{where}answer/{proposal}/", {"answer": "accept"})
    assert "in words proposed by Mo Pritchard" in worker.get(where).content.decode()
    finish(worker, where, **HEARD)
    assert "you cannot authorise it" in manager.get(f"{where}read/").content.decode()
    anothers = opened(client_for("service_manager", office), where)
    assert manager.post(f"{where}read/", anothers).status_code == 422 and child.work.latest.authorised is None
    other = client_for("service_manager", office)
    assert b"Your name stands under this text" in other.post(f"{where}read/", opened(other, where), follow=True).content


def test_a_manager_may_write_a_version_of_their_own_and_both_are_kept(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    first = child.work.work_id
    manager.post(f"/child/{child.person_id}/written-work/", {"beside": first})
    own = f"/child/{child.person_id}/written-work/{child.work.work_id}/"
    write(manager, own, analysis="I see it otherwise.")
    assert "Mo Pritchard's own version" in manager.get(own).content.decode()
    text = worker.get(where).content.decode()
    assert "a version of their own" in text and "With help she can" in text and "I see it otherwise" not in text


def test_two_people_in_one_section_the_second_is_shown_the_difference_and_loses_nothing(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    before = seen(manager, f"{where}write/")
    write(worker, where, analysis="He shouts at night.")
    reply = write(manager, where, analysis="Nobody asked her.", seen=before)
    text = reply.content.decode()
    assert reply.status_code == 409
    assert "Written while you were writing" in text and "He shouts at night." in text and "Nobody asked her." in text
    assert len(child.work.passages) == 1
    again = re.search(r'name="seen" value="(\d+)"', text).group(1)
    assert write(manager, where, analysis="Nobody asked her.", seen=again).status_code == 200
    assert [one.statements[0].words for one in child.work.passages] == ["He shouts at night.", "Nobody asked her."]


def test_ones_own_passage_in_two_windows_is_not_overwritten_either(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    write(worker, where, analysis="First.")
    stale = seen(worker, f"{where}write/")
    write(worker, where, analysis="First. From the phone.")
    reply = write(worker, where, analysis="First. From the office.", seen=stale)
    assert reply.status_code == 409 and "From the phone." in reply.content.decode()
    assert child.work.passages[0].statements[0].words == "First. From the phone."


def test_words_of_two_people_in_different_sections_do_not_get_in_each_others_way(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    before = seen(manager, f"{where}write/")
    write(worker, where, analysis="He shouts at night.")
    assert write(manager, where, needs="She is often late.", seen=before).status_code == 200
    assert len(child.work.passages) == 2


def test_a_finished_text_cannot_be_edited_and_a_later_version_says_why(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    stale = seen(worker, f"{where}write/")
    assert b"Nothing in it is the child" in finish(worker, where).content
    assert b"Nobody can edit it now" in finish(worker, where, **HEARD).content
    reply = worker.post(f"{where}write/", {"words-analysis": "Different.", "seen": stale})
    assert reply.status_code == 409 and b"was finished while you were writing" in reply.content
    assert worker.post(f"{where}again/", {"why": ""}).status_code == 200
    worker.post(f"{where}again/", {"why": "The school has written."})
    write(worker, where, analysis=BALANCED + "\n\nTold by Ms Lane: She was hungry.")
    finish(worker, where, **HEARD)
    first, second = child.work.versions
    assert second.finished.fact.why_new == "The school has written." and not first.latest
    text = worker.get(f"{where}version/2/").content.decode()
    assert "She was hungry." in text and "added" in text
    assert "She was hungry." not in worker.get(f"{where}version/1/").content.decode()


def test_an_authorisation_is_bound_to_the_text_read_and_lapses_when_it_changes(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    finish(worker, where, **HEARD)
    read = opened(manager, where)
    worker.post(f"{where}again/", {"why": "More to say."})
    write(worker, where, analysis=BALANCED + "\n\nAnd more.")
    assert manager.post(f"{where}read/", read).status_code == 302  # it is being written in: nothing to authorise
    assert child.work.latest.authorised is None
    finish(worker, where, **HEARD)
    reply = manager.post(f"{where}read/", read)
    assert reply.status_code == 422 and b"The text has changed since you opened it" in reply.content
    manager.post(f"{where}read/", opened(manager, where))
    assert child.work.latest.authorised.fact.digest == child.work.latest.finished.fact.digest
    worker.post(f"{where}again/", {"why": "Once more."})
    write(worker, where, analysis=BALANCED + "\n\nAnd more, and more.")
    finish(worker, where, **HEARD)
    assert child.work.latest.authorised is None
    assert "lapsed: the text has changed since" in manager.get(where).content.decode()


def test_an_author_cannot_authorise_and_a_reason_is_needed_either_way(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    write(manager, where, needs="I met her too.")
    finish(worker, where, **HEARD)
    assert worker.get(f"{where}read/").status_code == 403
    assert "you cannot authorise it" in manager.get(f"{where}read/").content.decode()
    anothers = opened(client_for("service_manager", office), where)
    assert manager.post(f"{where}read/", anothers).status_code == 422 and child.work.latest.authorised is None
    other = client_for("service_manager", office)
    for decides in ("authorise", "return"):
        sent = {**opened(other, where), "because": "", "decides": decides}
        other.post(f"{where}read/", sent)
    assert child.work.latest.authorised is None and child.work.latest.returned is None


def test_how_long_the_text_was_open_cannot_be_made_up(child, office, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    finish(worker, where, **HEARD)
    read, now = opened(manager, where), timezone.now()
    monkeypatch.setattr("candour.web.written.finishing.timezone.now", lambda: now + timedelta(minutes=11))
    reply = manager.post(f"{where}read/", {**read, "opened": "made-up"}, follow=True)
    assert b"It was open for 0 seconds" in reply.content
    assert child.work.latest.authorised.fact.open_seconds == 0
    worker.post(f"{where}again/", {"why": "More."})
    write(worker, where, analysis=BALANCED + " More.")
    finish(worker, where, **HEARD)
    read = opened(manager, where)
    monkeypatch.setattr("candour.web.written.finishing.timezone.now", lambda: now + timedelta(minutes=22))
    manager.post(f"{where}read/", read)
    assert child.work.latest.authorised.fact.open_seconds in (660, 661, 659)
    assert "after it had been open for 1" in manager.get(where).content.decode()


def test_the_same_words_finished_again_keep_their_authorisation(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    finish(worker, where, **HEARD)
    manager.post(f"{where}read/", opened(manager, where))
    worker.post(f"{where}again/", {"why": "To look once more."})
    finish(worker, where, **HEARD)
    first, second = child.work.versions
    assert first.finished.fact.digest == second.finished.fact.digest and second.authorised is not None
    assert "lapsed" not in worker.get(where).content.decode()


def test_a_text_given_back_says_why(child):
    child.wrote("analysis", BALANCED).finished().read_and(return_a_text, because="The father was not asked.")
    assert child.work.latest.returned.fact.because == "The father was not asked."
    with pytest.raises(Refused, match="Words in it are yours"):
        child.wrote("needs", "Mine.", role="team_manager", kind="plan").finished("team_manager").read_and(
            authorise_a_text
        )


def test_a_text_whose_words_were_altered_beneath_its_digest_is_never_authorised(child, desk, office):
    child.wrote("analysis", BALANCED)
    made = child.work
    child.finished()
    right = child.work.latest.finished.fact
    wrong = VersionFinished(
        version_id=desk.fresh(), work_id=made.work_id, number=2, sections=right.sections[:-1], digest=right.digest
    )
    child.note(wrong)
    with pytest.raises(Refused, match="The text has changed"):
        child.read_and(authorise_a_text)
    assert digest_of("assessment", right.sections) == right.digest


def test_machine_words_are_marked_and_not_finished_until_somebody_says_how_they_checked_them(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    sent = {
        "seen": seen(worker, f"{where}write/"),
        "machine_words-child": "She wishes to die.",
        "machine-child": "transcribed",
        "tool-child": "Scribe",
    }
    worker.post(f"{where}write/", sent)
    text = worker.get(where).content.decode()
    assert "a machine transcribed this" in text and "not checked yet" in text
    assert b"nobody has said how they checked them" in finish(worker, where).content
    sent |= {"seen": seen(worker, f"{where}write/"), "checked-child": "Listened again: she said she wishes to dye her hair.",
             "machine_words-child": "She wishes to dye her hair."}  # fmt: skip
    worker.post(f"{where}write/", sent)
    finish(worker, where)
    assert "checked by Jo Marsh" in worker.get(f"{where}version/1/").content.decode()


def test_what_the_record_knows_stands_in_the_text_and_is_not_typed(child, office):
    child.harmed("Hit with a belt").protected("He has left")
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    text = worker.get(f"{where}write/").content.decode()
    assert "From the record" in text and "Hit with a belt" in text and "He has left" in text and "Bruises." in text
    write(worker, where, analysis="It has stopped.")
    finish(worker, where, **HEARD)
    known = {line.words for part in child.work.latest.sections for line in part.known}
    assert "Hit with a belt" in known


def test_the_last_assessment_is_laid_beside_the_new_one(child, office):
    child.wrote("analysis", "He shouts. She hides.").finished().later(90)
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    assert "He shouts. She hides." in worker.get(f"{where}write/").content.decode()
    write(worker, where, analysis="He shouts. She sleeps now.")
    text = worker.get(where).content.decode()
    assert (
        "What changed since the last one" in text
        and "<ins>She sleeps now.</ins>" in text
        and "<del>She hides.</del>" in text
    )


def test_a_confidential_address_or_referrer_never_becomes_part_of_a_text(child, office, desk):
    from candour.record.entries.address import AddressRecorded
    from candour.record.entries.contacts import ContactReceived

    child.note(AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ9 9ZZ", confidential=True))
    secret = ContactReceived(
        contact_id=desk.fresh(), received_on=child.day, source_name="Aunt Petunia", source_confidential=True
    )
    child.note(secret)
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    write(worker, where, analysis="x.")
    finish(worker, where, **HEARD)
    text = worker.get(where).content.decode()
    assert "Held back" in text and "Refuge Lane" not in text and "Petunia" not in text


def test_a_proposal_must_be_answered_before_a_text_is_finished(child, desk, office):
    child.wrote("analysis", BALANCED)
    passage = child.work.passages[0]
    fact = ChangeProposed(
        proposal_id=desk.fresh(), work_id=child.work.work_id, passage_id=passage.passage_id,
        to_entry=passage.written.entry_id, statements=(Statement(words="Else."),), why="So.",
    )  # fmt: skip
    child.note(fact, role="team_manager")
    with pytest.raises(Refused, match="waits for an answer"):
        child.finished()
    assert works(child.case)[0].is_draft


def test_on_the_whole_life_references_stand_as_names_or_not_at_all(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED, parenting="She drinks.")
    passage = next(one for one in child.work.passages if one.section == "analysis")
    manager.post(f"{where}propose/{passage.passage_id}/", {"words": "Opinion: She can.", "why": "Shorter."})
    proposal = child.work.open_proposals[0].proposed.fact.proposal_id
    worker.post(f"{where}answer/{proposal}/", {"answer": "accept"})
    child.wrote("outside", "Nobody knows.", not_for=("e" * 32, "school"))

    shown = worker.get(f"/child/{child.person_id}/chronology/").content.decode().partition("<main")[2]

    words = re.sub(r"<[^>]+>", " ", shown)
    assert "Other words proposed" in words and "Worded by: Mo Pritchard" in words
    assert re.findall(r"\b[0-9a-f]{32}\b", words) == []


def test_what_waits_for_somebody_is_on_the_page_they_begin_with(child, office, desk):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    passage = child.work.passages[0].passage_id
    manager.post(f"{where}propose/{passage}/", {"words": "Opinion: Else.", "why": "So."})
    assert "Answer words proposed for yours: assessment" in worker.get("/").content.decode()
    proposal = child.work.open_proposals[0].proposed.fact.proposal_id
    worker.post(f"{where}answer/{proposal}/", {"answer": "decline", "why": "No."})
    finish(worker, where, **HEARD)
    assert "Answer words" not in worker.get("/").content.decode()
    assert "Read and authorise, or give back: assessment" in manager.get("/").content.decode()
    assert "Read and authorise" not in worker.get("/").content.decode()
    manager.post(f"{where}read/", {**opened(manager, where), "decides": "return"})
    assert "A text of yours was given back: assessment" in worker.get("/").content.decode()
    assert "Read and authorise" not in manager.get("/").content.decode()


def test_one_text_cannot_be_authorised_and_another_sent(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    finish(worker, where, **HEARD)
    manager.post(f"{where}read/", opened(manager, where))
    paper = f"/child/{child.person_id}/documents/make/written_work/court/?about={child.work.work_id}"
    page = worker.get(paper).content.decode()
    assert "Authorised as read by" in page
    sent = {"digest": re.search(r'name="digest" value="([^"]+)"', page).group(1), "to_whom": "Court", "route": "post",
            "sent_on": child.day.isoformat()}  # fmt: skip
    worker.post(f"{where}again/", {"why": "One thing more."})
    write(worker, where, analysis="Opinion: She cannot keep Amira safe.")
    finish(worker, where, **HEARD)
    reply = worker.post(paper, sent)
    assert reply.status_code == 422 and b"has changed since you looked at it" in reply.content
    assert b"has not been authorised" in reply.content and not documents_sent(child.case)
    page = reply.content.decode()
    now = {**sent, "digest": re.search(r'name="digest" value="([^"]+)"', page).group(1)}
    assert worker.post(paper, now).status_code == 422
    worker.post(paper, {**now, "departing-a_text_sent_is_authorised": "The hearing is tomorrow."})
    gone = documents_sent(child.case)[-1].sent.fact
    assert "She cannot keep Amira safe." in str(gone.parts) and "Not authorised" in str(gone.parts)
    assert gone.version_digest == child.work.latest.finished.fact.digest


def test_what_is_finished_is_what_its_author_looked_at(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    page = worker.get(f"{where}finish/").content.decode()
    sent = {"digest": re.search(r'name="digest" value="([0-9a-f]+)"', page).group(1), **HEARD}
    write(manager, where, needs="And this.")
    assert (
        b"the text or the record has changed since you looked"
        in worker.post(f"{where}finish/", sent, follow=True).content
    )
    child.harmed("A new bruise")
    assert child.work.is_draft and worker.post(f"{where}finish/", sent).status_code == 302 and child.work.is_draft
    finish(worker, where, **HEARD)
    assert "A new bruise" in str(child.work.latest.sections)


def test_who_must_not_be_shown_a_section_is_not_shown_a_machines_words_in_it_either(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    sent = {
        "seen": seen(worker, f"{where}write/"),
        "not_for-analysis": ["school"],
        "machine_words-analysis": "She drinks at night.",
        "machine-analysis": "transcribed",
        "checked-analysis": "Listened again.",
    }
    worker.post(f"{where}write/", sent)
    assert re.search(r'value="school"[^>]*checked', worker.get(f"{where}write/").content.decode())
    finish(worker, where, **HEARD)
    for reader, told in (("school", False), ("court", True)):
        page = worker.get(f"/child/{child.person_id}/documents/make/written_work/{reader}/?about={child.work.work_id}")
        document = (
            page.content.decode().partition('<article class="candour-paper-preview"')[2].partition("</article>")[0]
        )
        assert ("She drinks at night." in document) is told, reader
