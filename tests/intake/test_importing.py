"""What a census file says goes on the record as it was typed, once; and a later file corrects it."""

from __future__ import annotations

from datetime import date

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.casefile.episodes import episodes
from candour.record.casefile.person import person
from candour.record.casefile.plans import cp_plans
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.cin_assessments import AssessmentAuthorised
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.cp_plans import CpCategoryChanged
from candour.record.entries.decision import Reasons
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entry import ToRecord
from candour.ssd.store.reading import rows
from tests.intake.census_files import (
    A_LONG_JOURNEY,
    assessment,
    child,
    cp_plan,
    enquiry,
    episode,
    message,
)
from tests.intake.conftest import Export, Import


def the_child(number: str = "KESTREL1") -> str:
    found = rows("SELECT pers_person_id FROM ssd_person WHERE pers_legacy_id = %s", [number])
    assert len(found) == 1
    return str(found[0]["pers_person_id"])


def entries() -> int:
    return int(rows("SELECT COUNT(*) AS n FROM record_entry")[0]["n"])


def test_every_element_is_kept_as_it_was_typed_with_its_line(bring_in: Import, desk: Desk) -> None:
    text = message(A_LONG_JOURNEY).replace("N5", " N5\t")
    bring_in(text)
    case = desk.casefile_to_read(the_child())
    (kept,) = [item.fact for item in case.of(CensusGroupImported) if item.fact.group == "CINdetails"]
    need = next(one for one in kept.elements if one.element == "PrimaryNeedCode")
    assert need.text == " N5\t"
    assert need.line == text[: text.index(" N5\t")].count("\n") + 1
    assert (kept.collection_year, kept.source_file) == (2025, "census.xml")


def test_the_journey_can_be_read_from_the_file(bring_in: Import, desk: Desk) -> None:
    bring_in(message(A_LONG_JOURNEY))
    case = desk.casefile_to_read(the_child())
    assert [one.primary_need for one in episodes(case)] == ["N5"]
    (plan,) = cp_plans(case)
    assert [review.held_on for review in plan.reviews] == [date(2024, 9, 18), date(2025, 3, 4)]


def test_the_same_file_again_adds_nothing(bring_in: Import) -> None:
    bring_in(message(A_LONG_JOURNEY))
    before = entries()
    report = bring_in(message(A_LONG_JOURNEY))
    assert (entries(), report.total("unchanged"), report.new_children) == (before, 7, 0)


def test_a_closure_in_a_later_file_corrects_the_episode_and_nothing_else(bring_in: Import, desk: Desk) -> None:
    bring_in(message(child("KESTREL1", episode("2024-06-03", assessment()))))
    report = bring_in(message(child("KESTREL1", episode("2024-06-03", assessment(), closed="2025-08-01")), year=2026))
    assert (report.total("corrected"), report.counts["CINdetails"]["corrected"], report.total("new")) == (1, 1, 0)
    (one,) = episodes(desk.casefile_to_read(the_child()))
    assert (one.closed_on, one.close_reason) == (date(2025, 8, 1), "RC7")


def test_what_a_later_file_leaves_out_stays(bring_in: Import, desk: Desk) -> None:
    bring_in(message(A_LONG_JOURNEY, child("KESTREL2", episode())))
    bring_in(message(child("KESTREL1", episode("2025-11-03")), year=2026))
    assert len(episodes(desk.casefile_to_read(the_child()))) == 2
    assert the_child("KESTREL2")


def test_a_conference_told_last_year_is_not_forgotten_when_this_years_file_leaves_it_out(
    bring_in: Import, desk: Desk
) -> None:
    moved_in = "<DateOfInitialCPC>2024-06-24</DateOfInitialCPC>\n"
    bring_in(message(child("KESTREL1", episode("2024-06-03", moved_in))))
    bring_in(message(child("KESTREL1", episode("2024-06-03", closed="2025-08-01")), year=2026))
    found = rows("SELECT icpc_icpc_date, icpc_icpc_transfer_in FROM ssd_initial_cp_conference")
    assert [(str(one["icpc_icpc_date"]), one["icpc_icpc_transfer_in"]) for one in found] == [("2024-06-24", "Y")]


def test_an_older_file_does_not_undo_a_newer_one(bring_in: Import, desk: Desk) -> None:
    bring_in(message(child("KESTREL1", episode("2024-06-03", closed="2025-08-01")), year=2026))
    report = bring_in(message(child("KESTREL1", episode("2024-06-03"))))
    assert report.total("corrected") == 0
    assert episodes(desk.casefile_to_read(the_child()))[0].closed_on == date(2025, 8, 1)


def test_two_parts_with_one_date_are_both_kept_and_told_apart(bring_in: Import) -> None:
    def twice(second: str) -> str:
        parts = (assessment(factors=("4B",)), assessment(factors=(second,)))
        return message(child("KESTREL1", episode("2024-06-03", *parts)))

    bring_in(twice("16A"))
    assert bring_in(twice("16A")).total("corrected") == 0
    assert bring_in(twice("17A")).counts["Assessments"] == {"unchanged": 1, "corrected": 1}


def test_a_block_of_many_reviews_is_as_many_reviews(bring_in: Import, desk: Desk) -> None:
    many = cp_plan("2024-06-24", "2024-09-18").replace(
        "</CPPreviewDate>", "</CPPreviewDate><CPPreviewDate>2025-03-04</CPPreviewDate>"
    )
    bring_in(message(child("KESTREL1", episode("2024-06-03", plans=many))))
    assert len(cp_plans(desk.casefile_to_read(the_child()))[0].reviews) == 2
    apart = cp_plan("2024-06-24", "2024-09-18", "2025-03-04")
    assert bring_in(message(child("KESTREL1", episode("2024-06-03", plans=apart)))).total("new") == 0


def test_gender_of_an_earlier_year_is_kept_and_read_as_sex(bring_in: Import, desk: Desk) -> None:
    bring_in(message(child("KESTREL1", episode("2023-06-03"), sex="<GenderCurrent>1</GenderCurrent>\n"), year=2024))
    one = person(desk.casefile_to_read(the_child()))
    assert one and (one.sex, one.gender) == ("M", "1")


def test_numbers_of_pupils_reach_their_tables(bring_in: Import) -> None:
    upn = "<UPN>A888123456789</UPN><FormerUPN>B88812345678A</FormerUPN>\n"
    bring_in(message(child("KESTREL1", episode(), more=upn)))
    assert rows("SELECT pers_upn FROM ssd_person WHERE pers_legacy_id = 'KESTREL1'") == [{"pers_upn": "A888123456789"}]
    assert rows("SELECT link_identifier_value AS v FROM ssd_linked_identifiers") == [{"v": "B88812345678A"}]


def test_rows_that_cannot_go_in_are_listed_and_the_rest_goes_in(bring_in: Import) -> None:
    nameless = child("", episode())
    headless = f"<Child>\n{episode()}</Child>\n"
    text = message(A_LONG_JOURNEY, nameless, headless, A_LONG_JOURNEY, child("KESTREL9", episode()))
    report = bring_in(text)
    assert (report.children, len(report.not_imported)) == (2, 3)
    said = "\n".join(report.text())
    assert "has no LAchildID" in said
    assert "has no ChildIdentifiers" in said
    assert "LAchildID KESTREL1 was already used on line" in said


def test_what_does_not_fit_is_kept_and_listed_with_its_line(bring_in: Import) -> None:
    odd = episode("2024-06-31", enquiry(not_required="perhaps"), nfa="0").replace("N5", "N55")
    odd = odd.replace("<ReferralSource>", "stray words<Shoe size='9'>42</Shoe><ReferralSource>")
    module = "<PreProceedingsandFGDM><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>\n"
    report = bring_in(message(child("KESTREL1", odd.replace("</CINdetails>", module + "</CINdetails>"))))
    said = "\n".join(report.text())
    for words in ("“2024-06-31”", "“perhaps”", "“N55”", "stray words", "Shoe “42”", "Shoe@size “9”", "PreProceedings"):
        assert words in said, words
    items = rows("SELECT ccit_element AS e, ccit_value AS v, ccit_why AS w FROM ssd_cin_census_item")
    assert {(one["e"], one["v"]) for one in items} == {
        ("CINreferralDate", "2024-06-31"),
        ("ReferralNFA", "0"),
        ("#text", "stray words"),
        ("Shoe", "42"),
        ("Shoe@size", "9"),
        ("ICPCnotRequired", "perhaps"),
        ("PPOutcome", "A"),
    }
    assert {one["w"] for one in items if one["e"] == "CINreferralDate"} == {"does not fit its column"}
    assert {one["w"] for one in items if one["e"] == "PPOutcome"} == {"the dataset has no column"}


def test_a_year_nothing_can_be_counted_from_is_kept_as_text(bring_in: Import) -> None:
    report = bring_in(message(child("KESTREL1", episode("0202-06-03", enquiry("9999-12-31", not_required="false")))))
    assert report.children == 1
    assert {one["v"] for one in rows("SELECT ccit_value AS v FROM ssd_cin_census_item")} >= {"0202-06-03", "9999-12-31"}


def test_an_ordinary_child_needs_no_row_beside_the_dataset(bring_in: Import) -> None:
    bring_in(message(A_LONG_JOURNEY))
    assert rows("SELECT ccit_id FROM ssd_cin_census_item") == []


def test_what_was_recorded_here_since_stands(bring_in: Import, desk: Desk, data_officer: Worker) -> None:
    bring_in(message(child("KESTREL1", episode("2024-06-03"))))
    subject = the_child()
    (one,) = episodes(desk.casefile_to_read(subject))
    closed = EpisodeClosed(referral_id=one.referral_id, closed_on=date(2025, 2, 3), reason="RC8")
    desk.note([ToRecord(closed, (subject,), date(2025, 2, 3))], by=data_officer)
    report = bring_in(message(child("KESTREL1", episode("2024-06-03", closed="2025-02-10"))))
    assert "“2025-02-10” in the file, “2025-02-03” on the record" in "\n".join(report.text())
    assert episodes(desk.casefile_to_read(subject))[0].closed_on == date(2025, 2, 3)
    before = entries()
    same = episode("2024-06-03", closed="2025-02-03").replace("RC7", "RC8")
    assert bring_in(message(child("KESTREL1", same))).differs == []
    assert entries() == before


def test_what_was_hidden_does_not_come_back(bring_in: Import, desk: Desk, data_officer: Worker) -> None:
    bring_in(message(A_LONG_JOURNEY))
    subject = the_child()
    case = desk.casefile_to_read(subject)
    item = next(one for one in case.of(CensusGroupImported) if one.fact.group == "Section47")
    masked = EntryMasked(entry_id=item.entry_id, why="It is about another child.")
    desk.note([ToRecord(masked, (subject,), date(2025, 5, 1))], by=data_officer)
    report = bring_in(message(A_LONG_JOURNEY))
    assert "not imported again" in report.not_imported[0][1]
    assert rows("SELECT s47e_s47_enquiry_id FROM ssd_s47_enquiry") == []


def test_two_children_with_one_number_on_the_record_are_not_guessed_between(
    bring_in: Import, desk: Desk, data_officer: Worker
) -> None:
    from candour.record.entries.person import PersonRecorded

    for subject in ("a" * 32, "b" * 32):
        fact = PersonRecorded(forename="Wren", la_child_id="KESTREL1", dob=date(2014, 8, 19))
        desk.note([ToRecord(fact, (subject,), date(2024, 5, 1))], by=data_officer)
    report = bring_in(message(A_LONG_JOURNEY))
    assert report.children == 0
    assert "2 children on the record have the number KESTREL1" in report.not_imported[0][1]


def test_a_file_of_more_children_than_one_batch_goes_in_whole(bring_in: Import, send_out: Export) -> None:
    report = bring_in(message(*(child(f"WREN{at:04d}", episode()) for at in range(450))))
    assert (report.children, report.total("new")) == (450, 900)
    assert send_out(2025)[1].children == 450


def test_work_begun_elsewhere_goes_on_here(
    bring_in: Import, send_out: Export, desk: Desk, data_officer: Worker
) -> None:
    begun = episode("2024-06-03", assessment("2024-06-04", "", ()), enquiry("2024-06-04", "", "false"), plans=cp_plan())
    bring_in(message(child("KESTREL1", begun)))
    subject = the_child()
    case = desk.casefile_to_read(subject)
    because, day = Reasons(decider="d" * 32, because="It is so."), date(2024, 7, 1)
    facts = (
        AssessmentAuthorised(
            assessment_id=assessments(case)[0].assessment_id,
            authorised_on=day,
            outcome="continue",
            factors=("3B",),
            reasons=because,
        ),
        EnquiryOutcomeDecided(
            s47_enquiry_id=enquiries(case)[0].s47_enquiry_id,
            decided_on=day,
            outcome="not substantiated",
            reasons=because,
        ),
        CpCategoryChanged(cp_plan_id=cp_plans(case)[0].cp_plan_id, category="PHY", changed_on=day),
        NeedRecorded(referral_id=episodes(case)[0].referral_id, primary_need="N2"),
    )
    desk.note([ToRecord(fact, (subject,), day) for fact in facts], by=data_officer)
    text, _ = send_out()
    for words in ("AuthorisationDate>2024-07-01<", "Factors>3B<", "NotRequired>true<", "Latest", ">PHY<", ">N2<"):
        assert words.replace("NotR", "notR") in text, words
    before = entries()
    assert bring_in(text).differs == []
    assert entries() == before
    again = bring_in(message(child("KESTREL1", begun)))
    assert entries() == before
    assert again.total("corrected") == 0
