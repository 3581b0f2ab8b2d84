"""What a year's return holds, and what it leaves out with the reason."""

from __future__ import annotations

from tests.intake.census_files import assessment, child, cin_plan, cp_plan, enquiry, episode, message
from tests.intake.conftest import Export, Import


def reasons(report: object) -> list[str]:
    return [one.why for one in report.differences]  # type: ignore[attr-defined]


def test_every_referral_of_the_year_is_returned_even_with_no_further_action(bring_in: Import, send_out: Export) -> None:
    bring_in(message(child("HERON1", episode("2024-04-01", nfa="true"), episode("2025-03-31", nfa="true"))))
    text, report = send_out(2025)
    assert text.count("<CINdetails>") == 2
    assert report.children == 1


def test_an_episode_open_on_any_day_of_the_year_is_returned(bring_in: Import, send_out: Export) -> None:
    episodes = (
        episode("2019-01-08", closed="2024-03-31"),
        episode("2024-04-02", closed="2024-04-01"),
        episode("2023-01-09", closed="2024-04-01"),
        episode("2025-04-01"),
    )
    bring_in(message(*(child(f"HERON{at}", one) for at, one in enumerate(episodes))))
    text, report = send_out(2025)
    assert "HERON0" not in text
    assert "HERON1" in text
    assert "HERON2" in text
    assert "HERON3" not in text
    assert report.left_out == {"closed before the year began": 1, "referred after the year ended": 1}


def test_no_further_action_of_an_earlier_year_is_not_returned_again(bring_in: Import, send_out: Export) -> None:
    bring_in(message(child("HERON1", episode("2023-11-07", nfa="true")), year=2024))
    assert send_out(2024)[1].children == 1
    text, report = send_out(2025)
    assert "<Child>" not in text
    assert list(report.left_out) == ["referred before the year began, with no further action"]


def test_a_referral_with_no_further_action_carries_nothing_else(bring_in: Import, send_out: Export) -> None:
    odd = episode("2024-06-03", assessment(), closed="2024-06-04", nfa="1")
    bring_in(message(child("HERON1", odd)))
    text, report = send_out(2025)
    assert "Assessment" not in text
    assert "CINclosureDate" not in text
    assert "<ReferralNFA>1</ReferralNFA>" in text
    why = "a referral that ended with no further action is returned with nothing else"
    assert reasons(report).count(why) == 3
    assert bring_in(text).total("unchanged") == 2


def test_what_ends_after_the_year_is_returned_as_still_running(bring_in: Import, send_out: Export) -> None:
    running = episode(
        "2024-06-03",
        assessment("2025-03-20", "2025-04-28"),
        cin_plan("2024-07-15", "2025-05-01"),
        enquiry("2025-03-25", "2025-04-08", "false"),
        closed="2025-05-02",
        plans=cp_plan("2024-09-02", "2025-04-03", ended="2025-05-01"),
    )
    bring_in(message(child("HERON1", running), year=2026))
    text, report = send_out(2025)
    for name in ("AuthorisationDate", "Factors", "CINPlanEndDate", "DateOfInitialCPC", "CINclosureDate", "CPPendDate"):
        assert name not in text, name
    assert "ReasonForClosure" not in text
    assert "CPPreviewDate" not in text
    assert text.count("<Section47>") == 1
    assert reasons(report).count("happened after the year ended: left blank") == 8
    assert "held after the year ended" in reasons(report)
    before = send_out(2026)[0]
    assert bring_in(text).total("corrected") == 0
    assert send_out(2026)[0] == before


def test_assessments_and_plans_are_returned_in_every_year_they_ran_in(bring_in: Import, send_out: Export) -> None:
    parts = (
        assessment("2023-06-04", "2024-03-31"),
        assessment("2024-02-04", "2024-04-01"),
        assessment("2025-04-04", ""),
        cin_plan("2023-07-15", "2024-03-31"),
        cin_plan("2023-08-15", "2024-04-01"),
    )
    plans = cp_plan("2022-02-01", ended="2024-03-31") + cp_plan("2023-02-01", ended="2024-04-01")
    bring_in(message(child("HERON1", episode("2022-01-10", *parts, plans=plans)), year=2026))
    text, report = send_out(2025)
    assert text.count("<Assessments>") == text.count("<CINPlanDates>") == text.count("<ChildProtectionPlans>") == 1
    assert sorted(reasons(report)) == [
        "authorised before the year began",
        "ended before the year began",
        "ended before the year began",
        "started after the year ended",
    ]


def test_an_enquiry_is_returned_in_the_year_it_began_or_its_conference_was_held(
    bring_in: Import, send_out: Export
) -> None:
    parts = (
        enquiry("2024-03-20", "2024-04-10", "false"),
        enquiry("2024-03-21", "", "true"),
        enquiry("2024-05-02", "", "true"),
    )
    bring_in(message(child("HERON1", episode("2024-01-10", *parts))))
    text, report = send_out(2025)
    assert "2024-03-20" in text
    assert "2024-05-02" in text
    assert "2024-03-21" not in text
    assert reasons(report) == ["started before the year began, with no conference in it"]


def test_reviews_of_the_year_are_returned_and_the_last_before_it(bring_in: Import, send_out: Export) -> None:
    plan = cp_plan("2023-05-01", "2023-07-20", "2024-01-15", "2024-07-10", "2025-06-02")
    bring_in(message(child("HERON1", episode("2023-04-20", plans=plan)), year=2026))
    text, report = send_out(2025)
    assert "2024-01-15" in text
    assert "2024-07-10" in text
    assert "2023-07-20" not in text
    assert sorted(reasons(report)) == ["held after the year ended", "held before the year, and not the last before it"]


def test_a_transfer_in_conference_is_returned_in_its_own_year(bring_in: Import, send_out: Export) -> None:
    moved = "<DateOfInitialCPC>2023-06-24</DateOfInitialCPC>\n"
    bring_in(message(child("HERON1", episode("2023-06-03", moved)), year=2024))
    assert "2023-06-24" in send_out(2024)[0]
    text, report = send_out(2025)
    assert "2023-06-24" not in text
    assert "the conference was held before the year began" in reasons(report)


def test_a_conference_on_a_saturday_is_returned_as_it_is(bring_in: Import, send_out: Export) -> None:
    bring_in(message(child("HERON1", episode("2024-06-03", enquiry("2024-06-04", "2024-06-22", "false")))))
    assert "<DateOfInitialCPC>2024-06-22</DateOfInitialCPC>" in send_out(2025)[0]


def test_pre_proceedings_are_returned_since_2026_27(bring_in: Import, send_out: Export) -> None:
    module = """<PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate><FGDMMeetingOffer>1</FGDMMeetingOffer>
    <ReviewMeetingsCount>3</ReviewMeetingsCount><PPOutcome>B</PPOutcome></PreProceedingsandFGDM>"""
    bring_in(message(child("HERON1", episode("2024-06-03", plans=module)), year=2027))
    assert "PreProceedings" not in send_out(2026)[0]
    text, _ = send_out(2027)
    wanted = ("PPStartDate>2026-09-09<", "FGDMMeetingOffer>1<", "ReviewMeetingsCount>3<", "PPOutcome>B<")
    assert all(each in text for each in wanted)
    assert bring_in(text).total("new") == 0


def test_a_date_that_cannot_be_read_keeps_nothing_out(bring_in: Import, send_out: Export) -> None:
    bring_in(message(child("HERON1", episode("03/06/2024", assessment("soon", "later")))))
    text, _ = send_out(2025)
    assert "<CINreferralDate>03/06/2024</CINreferralDate>" in text
    assert "<AssessmentAuthorisationDate>later</AssessmentAuthorisationDate>" in text
