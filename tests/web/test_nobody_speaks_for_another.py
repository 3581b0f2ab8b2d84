"""Written work under attack: forged references, moved and masked entries, a text another would rather have, odd typing."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from candour.practice.written_work import authorise_a_text
from candour.record.casefile.written_work import work
from candour.record.entries.address import AddressRecorded
from tests.web.test_pages_open import client_for
from tests.web.test_written_work import BALANCED, HEARD, begin, finish, opened, write

ODD = '\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \U0001f9d2\U0001f3fd zero\u200bwidth \x07bell \x0b \u2028 #let x = [*_$ \\ "] @me <a> // `code` ~'


@pytest.fixture
def child(life):
    return life().referral().answered().allocated()


def place(child, kind):
    return next(one for one in reversed(child.case.recorded) if one.fact.kind == kind).position


def test_a_text_moved_to_the_right_child_keeps_every_name_under_it(child, life, office):
    child.wrote("analysis", BALANCED).finished().read_and(authorise_a_text)
    ours, ref = child.work, child.work.work_id
    right = life("Zoe", "Right").referral().answered().allocated()
    principal = client_for("principal_social_worker", office)
    number = next(one.fact.la_child_id for one in right.case.recorded if one.fact.kind == "person_recorded")
    back = next(one.fact.la_child_id for one in child.case.recorded if one.fact.kind == "person_recorded")
    for kind in ("written_work_begun", "passage_written", "version_finished", "version_authorised"):
        for here, there in ((child, number), (right, back), (child, number)):  # there, back by mistake, and there again
            where = f"/child/{here.person_id}/entry/{place(here, kind)}/move/"
            assert principal.post(where, {"why": "Wrong child.", "number": there}).status_code == 302
    moved = work(right.case, ref)
    assert moved.passages[0].author == office.ids["social_worker"]
    assert moved.latest.finished.actor == office.ids["social_worker"] and moved.latest.authors == ours.latest.authors
    assert moved.latest.authorised.actor == office.ids["team_manager"]
    text = principal.get(f"/child/{right.person_id}/written-work/{ref}/").content.decode()
    assert "Mo Pritchard" in text and "Jo Marsh</strong>" in text


def test_whoever_began_or_finished_a_text_cannot_hide_it_with_others_words_in_it(child, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    where = begin(manager, child)
    write(worker, where, analysis=BALANCED)
    write(manager, where, needs="She is late.")
    finish(manager, where, **HEARD)
    for kind in ("written_work_begun", "version_finished"):
        for act in ("mask", "move"):
            assert manager.get(f"/child/{child.person_id}/entry/{place(child, kind)}/{act}/").status_code == 403
    principal = client_for("principal_social_worker", office)
    assert principal.get(f"/child/{child.person_id}/entry/{place(child, 'version_finished')}/mask/").status_code == 200


def test_forged_references_open_nobody_elses_text(child, life, office):
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    other = life("Zoe", "Right").referral().answered().allocated()
    mine, theirs = begin(worker, child), begin(manager, other)
    write(worker, mine, analysis=BALANCED)
    write(manager, theirs, analysis="About Zoe.")
    passage, foreign = child.work.passages[0].passage_id, other.work.passages[0].passage_id
    crossed = f"/child/{child.person_id}/written-work/{other.work.work_id}/"
    for tail in ("", "write/", "finish/", "again/", "read/", "version/1/", f"propose/{foreign}/", f"answer/{foreign}/"):
        assert manager.get(crossed + tail).status_code == 404, tail
        assert manager.post(crossed + tail, {"seen": "1"}).status_code in (404, 405), tail
    assert manager.post(f"{mine}propose/{foreign}/", {"words": "x", "why": "y"}).status_code == 404
    manager.post(f"{mine}propose/{passage}/", {"words": "Opinion: No.", "why": "So."})
    proposal = child.work.open_proposals[0].proposed.fact.proposal_id
    assert worker.post(f"{theirs}answer/{proposal}/", {"answer": "accept"}).status_code == 302
    assert other.work.passages[0].statements[0].words == "About Zoe."
    manager.post(f"/child/{child.person_id}/written-work/", {"beside": other.work.work_id})
    assert len({one.fact.work_id for one in child.case.recorded if one.fact.kind == "written_work_begun"}) == 1
    finish(manager, theirs, **HEARD)
    reader = client_for("service_manager", office)
    read = opened(reader, theirs)
    worker.post(f"{mine}answer/{proposal}/", {"answer": "decline", "why": "No."})
    finish(worker, mine, **HEARD)
    assert b"The text has changed" in reader.post(f"{mine}read/", read).content
    assert child.work.latest.authorised is None and other.work.latest.authorised is None


def test_a_number_nobody_could_have_read_up_to_is_no_number(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    write(worker, where, analysis=BALANCED)
    for typed in ("9" * 5000, "-1", "\u0661", "1e9", ""):
        reply = worker.post(f"{where}write/", {"seen": typed, "words-analysis": "Kept words."})
        assert reply.status_code in (200, 409) and b"Kept words." in reply.content, typed[:9]


def test_an_enormous_text_is_written_finished_and_laid_beside_the_last_one(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    for words in ("He came. " * 44_000, "He went. He came. " * 22_000):
        write(worker, where, analysis=words)
        assert b"Nobody can edit it now" in finish(worker, where, **HEARD).content
        worker.post(f"{where}again/", {"why": "More."})
    assert worker.get(f"{where}version/2/").status_code == 200


WHY = {"departing-a_text_sent_is_authorised": "It goes to be read."}


def sent_from(client, child, kind, key, about="", **more):
    where = f"/child/{child.person_id}/documents/make/{kind}/{key}/?about={about}"
    page = client.post(where, {**more, "look": "1"}).content.decode()
    digest = re.search(r'name="digest" value="([^"]+)"', page).group(1)
    given = {"to_whom": "Pat", "route": "by hand", "sent_on": child.day.isoformat(), "digest": digest, **more}
    return client.post(where, given, follow=True)


def test_odd_letters_are_only_letters_on_the_page_and_in_the_pdf_and_the_sender_is_told(child, office):
    worker = client_for("social_worker", office)
    where = begin(worker, child)
    write(worker, where, analysis=ODD)
    finish(worker, where, **HEARD)
    note = f"{ODD}\n\n" + "Long words. " * 30_000
    reply = sent_from(worker, child, "written_work", "court", note=note, about=child.work.work_id, **WHY)
    assert b"It is on the record" in reply.content and b"Some letters in it have no shape" in reply.content
    base = reply.redirect_chain[-1][0].partition("?")[0]
    assert worker.get(base + "paper/").status_code == 200
    reply = worker.get(base + "pdf/")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.content)).pages)
    assert "#let x = [*_$" in text and "`code`" in text and "Long words." in text


def test_to_whom_a_document_went_is_not_told_to_those_who_may_not_see_where_they_live(child, office, desk):
    child.note(AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ9 9ZZ", confidential=True))
    worker = client_for("social_worker", office)
    reply = sent_from(worker, child, "case_summary", "worker", to_whom="Pat at 7 Refuge Lane")
    assert b"names what" in reply.content
    assert not [one for one in child.case.recorded if one.fact.kind == "document_sent"]


def test_what_was_left_out_is_not_told_by_the_heading_it_stood_under(child, office, desk):
    child.note(AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ9 9ZZ", confidential=True))
    worker = client_for("social_worker", office)
    entry = child.case.recorded[0].entry_id
    ref = desk.fresh()
    reply = worker.post(
        f"/child/{child.person_id}/chosen-chronology/{ref}/",
        {"title": "Life at Refuge Lane", "chosen": entry, f"means-{entry}": "At 7 Refuge Lane."}, follow=True,
    )  # fmt: skip
    assert reply.status_code == 200
    where = f"chosen_chronology/court/?about={ref}"
    page = worker.get(f"/child/{child.person_id}/documents/make/{where}").content.decode()
    digest = re.search(r'name="digest" value="([^"]+)"', page).group(1)
    sent = {"to_whom": "The court", "route": "by hand", "sent_on": child.day.isoformat(), "digest": digest}
    worker.post(f"/child/{child.person_id}/documents/make/{where}", sent)
    fact = next(one.fact for one in child.case.recorded if one.fact.kind == "document_sent")
    assert fact.left_out and not [one for one in fact.left_out if "Refuge" in one.where + one.why]
    assert "Refuge" not in str(fact.parts) + fact.title


def test_words_about_an_event_that_was_not_ticked_are_not_lost(child, office, desk):
    worker = client_for("social_worker", office)
    first, second = (one.entry_id for one in child.case.recorded[:2])
    where = f"/child/{child.person_id}/chosen-chronology/{desk.fresh()}/"
    sent = {"title": "One", "chosen": first, f"means-{second}": "Long thought about."}
    reply = worker.post(where, sent)
    assert reply.status_code == 200 and b"Long thought about." in reply.content
    assert not [one for one in child.case.recorded if one.fact.kind == "chronology_written"]


def test_a_chronology_of_another_child_is_not_begun_again_here(child, life, office, desk):
    other = life("Zoe", "Right").referral().answered().allocated()
    worker, ref = client_for("social_worker", office), desk.fresh()
    entry = other.case.recorded[0].entry_id
    worker.post(f"/child/{other.person_id}/chosen-chronology/{ref}/", {"title": "Hers", "chosen": entry})
    ours = child.case.recorded[0].entry_id
    for taken in (other.person_id,):
        reply = worker.post(f"/child/{child.person_id}/chosen-chronology/{taken}/", {"title": "X", "chosen": ours})
        assert reply.status_code == 404
    assert not [one for one in child.case.recorded if one.fact.kind == "chronology_written"]
