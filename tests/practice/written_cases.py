"""Finishing, reading and sending: the usual case, and each guard's own refusal. Used by the test of every guard."""

from __future__ import annotations

from candour.practice.documents import SendingProposal, digest_of
from candour.practice.written_work import FinishProposal, ReadProposal, authorise_a_text
from candour.record.casefile.protection import assessments
from candour.record.casefile.written_work import works
from candour.record.entries.documents import Part
from candour.record.entries.written_work import ChangeProposed, Statement, VersionBegun


def finishing(life, **more):
    return FinishProposal(**{"work_id": works(life.case)[-1].work_id, "known": {}, **more})


def reading(life, **more):
    made = works(life.case)[-1]
    given = {"version_id": made.latest.version_id, "digest": made.latest.finished.fact.digest} if made.latest else {}
    given = {"version_id": "", "digest": "", "because": "I rely on what was seen.", "open_seconds": 60, **given}
    return ReadProposal(**{"work_id": made.work_id, **given, **more})


def sending(life, **more):
    made = works(life.case)[-1] if works(life.case) else None
    text = {"version_id": made.latest.version_id, "version_digest": made.latest.finished.fact.digest} if made else {}
    given = {
        "kind": "written_work", "title": "Written work", "reader": "court", "to_whom": "The court", "route": "post",
        "sent_on": life.day, "parts": (Part(heading="Text", says=("Words.",)),), "shown_digest": "", **text,
    }  # fmt: skip
    proposal = SendingProposal(**{**given, **more})
    if "shown_digest" in more:
        return proposal
    return SendingProposal(**{**given, **more, "shown_digest": digest_of(proposal)})


def written(life):
    return life.wrote("child", "Seen: She laughs.")


def finished(life):
    return written(life).finished()


def authorised(life):
    return finished(life).read_and(authorise_a_text)


def proposed_to(life):
    passage = written(life).work.passages[0]
    fact = ChangeProposed(
        proposal_id=life.desk.fresh(), work_id=life.work.work_id, passage_id=passage.passage_id,
        to_entry=passage.written.entry_id, statements=(Statement(words="Else."),), why="So.",
    )  # fmt: skip
    return life.note(fact, role="team_manager")


def taken_up(life, why=""):
    finished(life)
    return life.note(VersionBegun(work_id=life.work.work_id, after=life.work.latest.version_id, why=why))


PROPOSALS = {
    "finish_a_text": (finishing, "social_worker"),
    "authorise_a_text": (reading, "team_manager"),
    "return_a_text": (reading, "team_manager"),
    "send_a_document": (sending, "social_worker"),
}
GOOD = {
    "finish_a_text": written,
    "authorise_a_text": finished,
    "return_a_text": finished,
    "send_a_document": authorised,
}


def assessment_unread(life):
    life.referral().answered()
    about = assessments(life.case)[-1].assessment_id
    return life.wrote("analysis", "Theirs.", about=about).finished()


REFUSALS = {
    ("authorise_an_assessment", "its_text_was_read_and_authorised"): (assessment_unread, {}, None),
    ("finish_a_text", "it_is_a_draft"): (finished, {}, None),
    ("finish_a_text", "an_author_finishes_it"): (None, {}, "team_manager"),
    ("finish_a_text", "proposals_are_answered"): (proposed_to, {}, None),
    ("finish_a_text", "machine_words_are_checked"): (lambda life: life.wrote("child", "x", machine="wrote"), {}, None),
    ("finish_a_text", "a_new_version_says_why"): (taken_up, {}, None),
    ("finish_a_text", "the_child_is_heard_in_it"): (lambda life: life.wrote("analysis", "Theirs."), {}, None),
    ("send_a_document", "it_is_what_the_sender_saw"): (None, {"shown_digest": "0" * 64}, None),
    ("send_a_document", "reader_and_route_are_named"): (None, {"route": "pigeon"}, None),
    ("send_a_document", "a_text_sent_is_its_latest_version"): (None, {"version_digest": "0" * 64}, None),
    ("send_a_document", "a_text_sent_is_authorised"): (finished, {}, None),
    ("send_a_document", "it_goes_on_purpose_to_a_source_of_harm"): (None, {"at_a_distance": True}, None),
}
for _name in ("authorise_a_text", "return_a_text"):
    REFUSALS |= {
        (_name, "it_is_the_text_that_was_read"): (None, {"digest": "0" * 64}, None),
        (_name, "the_reader_may_authorise_this_kind"): (None, {}, "conference_chair"),
        (_name, "its_authors_do_not_authorise_it"): (
            lambda life: written(life).wrote("needs", "Mine.", role="team_manager").finished(), {}, None,
        ),
        (_name, "it_is_not_authorised_already"): (authorised, {}, None),
        (_name, "a_reason_is_given_either_way"): (None, {"because": " "}, None),
    }  # fmt: skip
