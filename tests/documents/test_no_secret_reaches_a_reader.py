"""Every document for every reader, searched for what must not be there: on the page, in the PDF, in its name."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from candour.documents.document import DOCUMENTS, Making, latest_conference, made
from candour.documents.paper import content, every_word
from candour.documents.pdf import pdf
from candour.documents.readers import readers
from candour.documents.rules import CONFIDENTIAL
from candour.documents.secrets import plain
from candour.practice.initial_cp_conference import Aim
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import ToRecord
from candour.web.papers.making import document_choices
from tests.documents.secrets_family import (
    ACCOUNT,
    ADDRESS,
    BROTHER,
    LEAK,
    MOTHERS_WORDS,
    PARTNER,
    REFERRER,
    SISTER,
    people_around,
    secrets_family,
)  # fmt: skip
from tests.web.test_pages_open import client_for

INSIDE = ("worker", "authority")
OFFICIAL = ("worker", "authority", "court")
NEAR = ("Stacey Vale", "Tyler Vale")


def forbidden(reader):
    """What this reader must never find."""
    words = list(REFERRER) if reader.kind != "worker" else []
    words += [] if reader.kind in INSIDE else ADDRESS
    words += [] if reader.kind in OFFICIAL else BROTHER
    words += [] if reader.kind in OFFICIAL or reader.name in NEAR else PARTNER if reader.name != "Craig Dunmore" else []
    words += [] if reader.kind in OFFICIAL or reader.name in NEAR else SISTER
    words += [] if reader.kind in (*OFFICIAL, "child", "police") else ACCOUNT
    words += [] if reader.kind in OFFICIAL or reader.name == "Stacey Vale" else MOTHERS_WORDS
    return words


def squeezed(text):
    """Text with only its letters and digits, and single spaces: nothing hides behind a hyphen or an accent."""
    return re.sub(r"[\W_]+", " ", plain(text))


@pytest.fixture
def family(life, desk):
    return secrets_family(life, desk)


def every_document(case, desk, names, day):
    for choice, _ in document_choices(case):
        key, _, about = choice.partition(":")
        for reader in readers(case):
            making = Making(case, names, reader, day, desk.casefile_to_read, about)
            yield (
                reader,
                made(DOCUMENTS[key], making, note=f"Dear reader. {LEAK}", large_print=key.startswith("family")),
            )


def test_every_document_for_every_reader(family, desk):
    life, _ = family
    tried, wrong, sizes = set(), [], set()
    for reader, document in every_document(life.case, desk, {}, life.day):
        words = content(
            title=document.title, to_whom=reader.name, about="Tyler Vale", on=life.day, sender="Jo Marsh",
            parts=document.parts, large=document.large_print, digest=document.digest,
        )  # fmt: skip
        made_pdf = pdf(words)
        opened = PdfReader(io.BytesIO(made_pdf))
        in_pdf = " ".join(page.extract_text() for page in opened.pages)
        spelt = (
            every_word(document.parts)
            + str(words)
            + in_pdf
            + str(opened.metadata)
            + str(opened.xmp_metadata)
            + document.file_name
        )
        text = squeezed(spelt) + " " + squeezed(spelt).replace(" ", "")
        sizes.add(len(in_pdf.split()))
        for word in forbidden(reader):
            if re.search(rf"\b{re.escape(word)}\b", text) or (len(word) > 5 and word.replace(" ", "") in text):
                wrong.append((document.kind, reader.name, word))
        assert not any(line.tells for part in document.parts for line in part.lines)
        tried.add((document.kind, reader.key))
    assert not wrong, wrong
    assert len(tried) == len(DOCUMENTS) * len(readers(life.case)) and len(readers(life.case)) >= 14
    assert max(sizes) > 300


def test_the_rest_of_what_was_said_is_still_there(family, desk):
    """A test that finds nothing proves nothing, unless what may be told is told."""
    life, around = family
    case = life.case

    def words(kind, key, about=""):
        reader = next(one for one in readers(case) if one.key == key)
        about = about or next((c.partition(":")[2] for c, _ in document_choices(case) if c.startswith(kind + ":")), "")
        making = Making(case, {}, reader, life.day, desk.casefile_to_read, about)
        return every_word(made(DOCUMENTS[kind], making).parts)

    mother = words("minutes", around["mother"])
    assert "He has been hurt." in mother and "It is quiet." in mother and "I take tablets to sleep." in mother
    assert "DS Hart" in mother and "We do not agree." in mother
    father = words("minutes", around["father"])
    assert "He has been hurt." in father and "I take tablets" not in father and "I want it to stop" not in father
    assert "I want it to stop." in mother and "under the stairs" not in mother
    assert "Juniper" in words("transfer_summary", "authority") and "Brindle" not in words(
        "transfer_summary", "authority"
    )
    assert "Brindle" in words("case_summary", "worker")
    text = next(
        c for c, title in document_choices(case) if c.startswith("written_work") and title.startswith("Assessment")
    )
    about = text.partition(":")[2]
    assert "She drinks at night." in words("written_work", "court", about)
    assert "She drinks at night." in words("written_work", around["mother"], about)
    assert "She drinks at night." not in words("written_work", around["father"], about)
    assert "She drinks at night." not in words("written_work", "school", about)


def test_a_sender_who_may_not_see_a_secret_cannot_pass_it_on_or_read_it_in_what_others_sent(family, desk, office):
    from tests.web.test_what_is_held_back import move_to_another_team

    life, _ = family
    own = client_for("social_worker", office)
    where = f"/child/{life.person_id}/documents/make/case_summary/worker/"
    page = own.get(where).content.decode()
    assert "Juniper" in page
    sent = {"digest": re.search(r'name="digest" value="([^"]+)"', page).group(1), "to_whom": "Pat, next worker",
            "route": "by hand", "sent_on": life.day.isoformat()}  # fmt: skip
    assert b"It is on the record" in own.post(where, sent, follow=True).content
    move_to_another_team("service_manager", office, desk)
    other = client_for("service_manager", office)
    assert "Juniper" not in other.get(where).content.decode()
    listed = other.get(f"/child/{life.person_id}/documents/").content.decode()
    one = re.search(r"documents/sent/([0-9a-f]{32})/", listed).group(1)
    base = f"/child/{life.person_id}/documents/sent/{one}/"
    for tail in ("", "paper/"):
        text = other.get(base + tail).content.decode()
        assert "Juniper" not in text and "Brindle" not in text, tail
        assert "Juniper" in own.get(base + tail).content.decode()
    assert "held back from you" in other.get(base).content.decode()
    bytes_there = PdfReader(io.BytesIO(other.get(base + "pdf/").content))
    assert "Juniper" not in " ".join(page.extract_text() for page in bytes_there.pages)
    for page in (f"/child/{life.person_id}/chronology/", f"/child/{life.person_id}/"):
        assert "Juniper Court" not in re.sub(r"They live at 14 Juniper Court", "", other.get(page).content.decode())


def test_a_sender_is_shown_what_is_left_out_and_why_before_it_goes(family, office):
    life, around = family
    client = client_for("social_worker", office)
    page = client.get(f"/child/{life.person_id}/documents/make/minutes/{around['father']}/").content.decode()
    left_out, _, document = page.partition('<article class="candour-paper-preview"')
    assert "Left out for this reader" in left_out and "A confidential address" in left_out
    assert (
        "Another child" in left_out and "Juniper" in left_out and "Juniper" not in document.partition("</article>")[0]
    )


def test_a_covering_note_or_a_name_that_gives_a_secret_away_does_not_go(family, office):
    life, around = family
    client = client_for("social_worker", office)
    where = f"/child/{life.person_id}/documents/make/invitation/{around['father']}/"
    page = client.get(where).content.decode()
    sent = {"digest": re.search(r'name="digest" value="([^"]+)"', page).group(1), "to_whom": "Dean, c/o 14 Juniper Court",
            "route": "post", "sent_on": life.day.isoformat()}  # fmt: skip
    assert b"names what the reader may not see" in client.post(where, sent).content
    reply = client.post(
        where, {**sent, "to_whom": "Dean", "note": "They are at Juniper Court now. See you there.", "look": "1"}
    )
    document = reply.content.decode().partition('<article class="candour-paper-preview"')[2].partition("</article>")[0]
    assert "See you there." in document and "Juniper" not in document


def test_a_reader_nobody_has_thought_of_is_told_nothing_that_is_marked(family, desk):
    life, _ = family
    stranger = replace(readers(life.case)[0], key="x", kind="somebody new", name="X", lives_with=False)
    making = Making(life.case, {}, stranger, life.day, desk.casefile_to_read)
    text = every_word(made(DOCUMENTS["case_summary"], making).parts)
    for word in ("Juniper", "Brindle", "Kai", "belt", "stairs", "tablets"):
        assert word not in text
    assert CONFIDENTIAL


def test_somebody_harm_comes_from_who_lives_elsewhere_learns_nothing_of_where_and_how_the_child_is(
    family, desk, office
):
    life, around = family
    case = life.case
    father = next(one for one in readers(case) if one.key == around["father"])
    assert father.at_a_distance
    for choice, _ in document_choices(case):
        key, _, about = choice.partition(":")
        making = Making(case, {}, father, life.day, desk.casefile_to_read, about)
        text = every_word(made(DOCUMENTS[key], making).parts)
        for words in (
            "Ms Lane",
            "School",
            "Nurse Bell",
            "It is serious",
            "A pattern",
            "Some.",
            "Visits",
            "alone on",
            "He is tired",
        ):
            assert words not in text, (key, words)
    client = client_for("social_worker", office)
    where = f"/child/{life.person_id}/documents/make/invitation/{around['father']}/"
    page = client.get(where).content.decode()
    assert "as where a harm to this child comes from" in page
    sent = {"digest": re.search(r'name="digest" value="([^"]+)"', page).group(1), "to_whom": "Dean", "route": "post",
            "sent_on": life.day.isoformat()}  # fmt: skip
    assert client.post(where, sent).status_code == 422
    why = {"departing-it_goes_on_purpose_to_a_source_of_harm": "The conference invites him by video."}
    assert b"It is on the record" in client.post(where, {**sent, **why}, follow=True).content


def test_what_a_parent_said_at_the_meeting_stands_under_the_family_in_their_own_copy(family, desk):
    life, around = family
    life.later(60).reviewed()
    review = [item for item in life.case.recorded if item.fact.kind == "review_conference_held"][-1]
    said = (Attendance(name="Stacey Vale", agency="Mother", view="I want it over, but not yet."),)
    fact = replace(review.fact, present=said)
    desk.note([ToRecord(fact, review.subjects, life.day, supersedes=review.entry_id)], by=life.by("conference_chair"))
    about = next(item.entry_id for item in life.case.standing if item.fact == fact)
    for reader, there in ((around["mother"], True), (around["father"], False), ("school", False)):
        one = next(each for each in readers(life.case) if each.key == reader)
        making = Making(life.case, {}, one, life.day, desk.casefile_to_read, about)
        for kind in ("minutes", "familys_copy"):
            text = every_word(made(DOCUMENTS[kind], making).parts)
            assert ("I want it over, but not yet." in text) is there, (kind, reader)


def test_an_aim_goes_to_somebody_kept_at_a_distance_only_where_it_names_them(life, desk):
    child = life("Tyler", "Vale")
    around = people_around(child, desk)
    child.referral().answered().allocated()
    child.note(HarmRecorded(harm_id=desk.fresh(), what="Hit", from_whom="Dean Whitby", known_on=child.day))
    child.later(2).discussed().later(8).enquired().later(4).assessed()
    aims = (
        Aim(what_must_change="Dean keeps away from the house"),
        Aim(what_must_change="Stacey is supported to give evidence", who="The refuge"),
        Aim(what_must_change="Finishes the course", who="Father"),
    )
    child.conferenced(aims=aims)
    for kind in ("whole_plan", "outline_plan", "minutes", "familys_copy"):
        seen = {}
        for who in ("mother", "father"):
            reader = next(one for one in readers(child.case) if one.key == around[who])
            making = Making(child.case, {}, reader, child.day, desk.casefile_to_read, latest_conference(child.case))
            seen[who] = every_word(made(DOCUMENTS[kind], making).parts)
        assert "supported to give evidence" in seen["mother"] and "supported to give evidence" not in seen["father"], (
            kind
        )
        assert "Dean keeps away" in seen["father"] and "Finishes the course" in seen["father"], kind
