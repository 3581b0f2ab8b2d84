"""The census file: its order, its header, who a child is, and what is worked out for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.entries.cin_episodes import EpisodeClosed, ReferralDecided, ReferralReceived
from candour.record.entries.cp_plans import CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.decision import Reasons
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.person import PersonRecorded
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided, EnquiryStarted
from candour.record.entry import ToRecord
from candour.returns.cin_census.export import export_census
from candour.terms.england_year import CensusYear
from tests.intake.census_files import A_LONG_JOURNEY, child, episode, message
from tests.intake.conftest import Export, Import

BECAUSE = Reasons(decider="d" * 32, because="It is so.")


def note(desk: Desk, by: Worker, subject: str, *facts: object) -> None:
    desk.note([ToRecord(fact, (subject,), date(2024, 6, 3)) for fact in facts], by=by)


def own_child(desk: Desk, by: Worker, *facts: object, **who: object) -> str:
    """A child recorded in Candour itself, with one referral."""
    subject = desk.fresh()
    about = {"forename": "Wren", "la_child_id": "WREN77", "dob": date(2014, 8, 19), "sex": "F", "ethnicity": "MWAS"}
    person = PersonRecorded(**{**about, "upn_unknown": "UN6", **who})  # type: ignore[arg-type]
    referral = ReferralReceived(referral_id="r" * 32, received_on=date(2024, 6, 3), source_code="6", primary_need="N1")
    note(desk, by, subject, person, referral, *facts)
    return subject


def test_elements_stand_in_the_order_the_return_asks_for(bring_in: Import, send_out: Export) -> None:
    bring_in(message(A_LONG_JOURNEY))
    root = etree.fromstring(send_out()[0].encode())
    names = [node.tag for node in root.iter()]
    assert names[:13] == [
        "Message", "Header", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel",
        "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime",
    ]  # fmt: skip
    assert names[13:] == [
        "Children", "Child", "ChildIdentifiers", "LAchildID", "UPNunknown", "PersonBirthDate", "Sex",
        "ChildCharacteristics", "Ethnicity", "Disabilities", "Disability",
        "CINdetails", "CINreferralDate", "ReferralSource", "PrimaryNeedCode",
        "Assessments", "AssessmentActualStartDate", "AssessmentAuthorisationDate",
        "FactorsIdentifiedAtAssessment", "AssessmentFactors", "AssessmentFactors",
        "Section47", "S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired", "ReferralNFA",
        "ChildProtectionPlans", "CPPstartDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse",
        "NumberOfPreviousCPP", "Reviews", "CPPreviewDate", "Reviews", "CPPreviewDate",
    ]  # fmt: skip


def test_the_header_says_which_year_and_whose(bring_in: Import, send_out: Export) -> None:
    bring_in(message(A_LONG_JOURNEY))
    root = etree.fromstring(send_out(2025)[0].encode())
    said = {node.tag: node.text for node in root[0].iter() if len(node) == 0}
    assert said.pop("Release")
    assert said == {
        "Collection": "CIN", "Year": "2025", "ReferenceDate": "2025-03-31", "SourceLevel": "L", "LEA": "888",
        "SoftwareCode": "Candour", "SerialNo": "001", "DateTime": "2026-05-01T09:30:00",
    }  # fmt: skip


def test_the_moment_is_written_as_the_clock_on_the_wall(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    export_census(CensusYear(2025), out, lea="888", written=datetime(2025, 6, 1, 9, tzinfo=UTC))
    assert "<DateTime>2025-06-01T10:00:00</DateTime>" in out.read_text()


def test_an_authority_has_three_digits(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="three digits"):
        export_census(CensusYear(2025), tmp_path / "out.xml", lea="88", written=datetime(2025, 6, 1))
    assert not list(tmp_path.glob("*out.xml*"))


def test_a_return_that_fails_leaves_the_one_before_it(
    bring_in: Import, send_out: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(message(A_LONG_JOURNEY))
    before, _ = send_out()
    monkeypatch.setattr("candour.returns.cin_census.export.child", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_out()
    assert (tmp_path / "out.xml").read_text() == before
    assert not list(tmp_path.glob(".out.xml*"))


def test_values_come_out_as_they_were_typed(bring_in: Import, send_out: Export) -> None:
    odd = episode("2024-06-03", nfa="0").replace("N5", "N55").replace("2A<", " 2A&amp;B <")
    bring_in(message(child("KESTREL1", odd, sex="<Sex>1</Sex>\n")))
    text, _ = send_out()
    for words in ("<ReferralNFA>0<", "<PrimaryNeedCode>N55<", "<ReferralSource> 2A&amp;B <", "<Sex>1<"):
        assert words in text, words


def test_a_child_recorded_here_is_returned_and_its_file_comes_back_without_a_change(
    desk: Desk, data_officer: Worker, bring_in: Import, send_out: Export
) -> None:
    subject = own_child(
        desk,
        data_officer,
        EnquiryStarted(s47_enquiry_id="e" * 32, referral_id="r" * 32, started_on=date(2024, 6, 4)),
        EnquiryOutcomeDecided(
            s47_enquiry_id="e" * 32, decided_on=date(2024, 6, 14), outcome="conference", reasons=BECAUSE
        ),
        InitialConferenceHeld(
            icpc_id="c" * 32, meeting_id="m" * 32, referral_id="r" * 32, s47_enquiry_id="e" * 32,
            held_on=date(2024, 6, 22), plan_agreed=True, category="NEG", reasons=BECAUSE,
        ),
        CpPlanStarted(
            cp_plan_id="p" * 32, referral_id="r" * 32, started_on=date(2024, 6, 22), category="NEG", previous_plans=2
        ),
        ReviewConferenceHeld(cp_review_id="v" * 32, cp_plan_id="p" * 32, meeting_id="n" * 32, held_on=date(2024, 9, 9)),
        CpPlanEnded(cp_plan_id="p" * 32, ended_on=date(2025, 2, 3)),
        EpisodeClosed(referral_id="r" * 32, closed_on=date(2025, 2, 4), reason="RC7"),
    )  # fmt: skip
    text, report = send_out()
    for words in (
        "<DateOfInitialCPC>2024-06-22<", "<ICPCnotRequired>false<", "<NumberOfPreviousCPP>2<", "<CPPreviewDate>2024-09-09<",
        "<InitialCategoryOfAbuse>NEG<", "<CINclosureDate>2025-02-04<", "<PrimaryNeedCode>N1<", "<ReferralNFA>false<",
    ):  # fmt: skip
        assert words in text, words
    version = desk.casefile_to_read(subject).version
    again = bring_in(text)
    assert (again.total("unchanged"), again.total("new"), again.differs) == (5, 0, [])
    assert desk.casefile_to_read(subject).version == version
    assert report.differences == []


def test_a_file_that_differs_from_what_was_recorded_here_changes_nothing_and_is_listed(
    desk: Desk, data_officer: Worker, bring_in: Import, send_out: Export
) -> None:
    subject = own_child(desk, data_officer)
    text, _ = send_out()
    version = desk.casefile_to_read(subject).version
    changed = text.replace(">N1<", ">N5<").replace(">MWAS<", ">WBRI<")
    extra = "<CINPlanDates><CINPlanStartDate>2024-08-01</CINPlanStartDate></CINPlanDates><ReferralNFA>"
    report = bring_in(changed.replace("<ReferralNFA>", extra))
    said = "\n".join(report.text())
    assert "PrimaryNeedCode is “N5” in the file, “N1” on the record" in said
    assert "Ethnicity is “WBRI” in the file, “MWAS” on the record" in said
    assert "CINPlanDates 2024-08-01 is not on the record" in said
    assert desk.casefile_to_read(subject).version == version


def test_no_conference_needed_is_said_only_once_it_is_decided(
    desk: Desk, data_officer: Worker, send_out: Export
) -> None:
    own_child(
        desk,
        data_officer,
        EnquiryStarted(s47_enquiry_id="e" * 32, referral_id="r" * 32, started_on=date(2025, 3, 24)),
        EnquiryOutcomeDecided(
            s47_enquiry_id="e" * 32, decided_on=date(2025, 4, 3), outcome="not substantiated", reasons=BECAUSE
        ),
    )
    text, report = send_out()
    assert "<ICPCnotRequired>false<" in text
    assert any("decided after the year ended" in one.why for one in report.differences)


def test_another_authoritys_plan_is_left_to_that_authority(desk: Desk, data_officer: Worker, send_out: Export) -> None:
    started = CpPlanStarted(
        cp_plan_id="p" * 32, referral_id="r" * 32, started_on=date(2024, 6, 22), category="NEG", another_authoritys=True
    )
    own_child(desk, data_officer, started)
    text, report = send_out()
    assert "ChildProtectionPlans" not in text
    assert "another authority's plan: that authority returns it" in [one.why for one in report.differences]


def test_an_unborn_child_has_an_expected_date_and_nothing_that_is_not_known(
    desk: Desk, data_officer: Worker, send_out: Export
) -> None:
    own_child(
        desk, data_officer, kind_of_person="unborn child", dob=None, expected_dob=date(2024, 11, 2),
        disabilities=("NONE",), upn_unknown="",
    )  # fmt: skip
    text, report = send_out()
    for words in ("<ExpectedPersonBirthDate>2024-11-02<", "<Ethnicity>NOBT<", "<Sex>U<", "<UPNunknown>UN1<"):
        assert words in text, words
    assert "Disab" not in text
    assert "PersonBirthDate>2" not in text.replace("ExpectedPersonBirthDate", "")
    changed = {one.element for one in report.differences}
    assert changed == {"Ethnicity", "Sex", "Disability", "UPNunknown", "ReferralNFA"}
    assert "<GenderCurrent>0<" in send_out(2024)[0] or "<Child>" not in send_out(2024)[0]


def test_a_child_born_after_the_year_is_returned_as_unborn(desk: Desk, data_officer: Worker, send_out: Export) -> None:
    own_child(desk, data_officer, dob=date(2025, 4, 9), expected_dob=date(2025, 4, 2))
    text, _ = send_out(2025)
    assert "<ExpectedPersonBirthDate>2025-04-02<" in text
    assert "<Sex>U<" in text
    text, _ = send_out(2026)
    assert "<PersonBirthDate>2025-04-09<" in text
    assert "Expected" not in text


@pytest.mark.parametrize(
    ("born", "response", "code"),
    [
        (date(2021, 1, 5), "assessment", "UN1"),
        (date(2014, 8, 19), "assessment", "UN6"),
        (date(2014, 8, 19), "no further action", "UN7"),
    ],
)
def test_why_there_is_no_pupil_number_is_worked_out_and_listed(
    desk: Desk, data_officer: Worker, bring_in: Import, send_out: Export, born: date, response: str, code: str
) -> None:
    decided = ReferralDecided(referral_id="r" * 32, response=response, primary_need="N1", reasons=BECAUSE)
    own_child(desk, data_officer, decided, dob=born, upn_unknown="")
    text, report = send_out()
    assert f"<UPNunknown>{code}</UPNunknown>" in text
    assert [one.written for one in report.differences if one.element == "UPNunknown"] == [code]
    assert bring_in(text).total("unchanged") == 2


def test_gender_is_returned_up_to_2023_24_and_sex_since(
    desk: Desk, data_officer: Worker, bring_in: Import, send_out: Export
) -> None:
    bring_in(message(child("HERON1", episode("2023-06-03"), sex="<GenderCurrent>1</GenderCurrent>\n"), year=2024))
    assert "<GenderCurrent>1<" in send_out(2024)[0]
    text, report = send_out(2025)
    assert "<Sex>M<" in text
    assert "GenderCurrent" not in text
    assert "since 2024-25 the return asks for sex instead" in [one.why for one in report.differences]
    assert bring_in(text).total("corrected") == 0
    own_child(desk, data_officer, sex="M")
    assert send_out(2024)[0].count("<GenderCurrent>1<") == 1


def test_a_number_too_long_for_its_year_is_written_whole_and_listed(bring_in: Import, send_out: Export) -> None:
    bring_in(message(child("HERON789012", episode("2023-06-03"))))
    text, report = send_out(2024)
    assert "<LAchildID>HERON789012<" in text
    assert "up to 10 characters" in "\n".join(report.text())
    assert send_out(2025)[1].differences == []


def test_a_child_without_a_number_is_returned_under_one_made_for_it_and_known_by_it_again(
    desk: Desk, data_officer: Worker, bring_in: Import, send_out: Export
) -> None:
    subject = own_child(desk, data_officer, la_child_id="")
    text, report = send_out()
    assert f"<LAchildID>{subject[:20]}</LAchildID>" in text
    assert "give the child a number" in "\n".join(report.text())
    assert bring_in(text).new_children == 0


def test_what_belongs_to_no_episode_is_listed(desk: Desk, data_officer: Worker, send_out: Export) -> None:
    own_child(
        desk, data_officer, EnquiryStarted(s47_enquiry_id="e" * 32, referral_id="x" * 32, started_on=date(2024, 6, 4))
    )
    text, report = send_out()
    assert "Section47" not in text
    assert "belongs to no episode" in "\n".join(report.text())


def test_characters_that_xml_cannot_hold_are_left_out_and_listed(
    desk: Desk, data_officer: Worker, send_out: Export
) -> None:
    own_child(desk, data_officer, la_child_id="WREN\x0b78")
    text, report = send_out()
    assert "<LAchildID>WREN78<" in text
    assert "characters that XML cannot hold" in "\n".join(report.text())
