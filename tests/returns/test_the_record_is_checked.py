"""Checking the record finds what checking the file made from it finds: at the same places, with the same words."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.person import PersonRecorded
from candour.record.entry import ToRecord
from candour.returns.cin_census.export import export_census
from candour.returns.cin_census.from_record import RecordSource
from candour.returns.cin_census.run import XmlSource, check
from candour.synth.authority import invent
from candour.terms.england_year import CensusYear
from candour.wiring.desks import desk as make_desk
from tests.intake.census_files import assessment, child, cin_plan, cp_plan, enquiry, episode, message, write

WRITTEN = datetime(2026, 11, 20, 9, 30)
YEARS = (2024, 2025, 2026, 2027)


def places(outcome):
    assert outcome.failed == []
    found = [(one.code, one.table, one.number, one.field, one.path, repr(one.value)) for one in outcome.findings]
    return sorted(found)


def both_ways(tmp_path, year):
    """What is found in the record, and in the file that is made from it."""
    out = tmp_path / "out.xml"
    report = export_census(CensusYear(year), out, lea="888", written=WRITTEN)
    in_record, in_file = check(RecordSource(CensusYear(year)), batch=25), check(XmlSource(out))
    assert in_record.children == in_file.children == report.children
    return in_record, in_file


def test_an_authoritys_record_and_its_file_have_the_same_findings(office, tmp_path):
    invent(make_desk, children=60, years=3, ends_on=date(2026, 11, 20), tick=lambda made: None)
    for year in YEARS:
        in_record, in_file = both_ways(tmp_path, year)
        assert places(in_record) == places(in_file)
        assert len(in_file.findings) > 0 and in_file.children > 10


ODD = st.sampled_from(["", " ", "2024-06-03", "03/06/2024", "2024-6-3", "2024-02-30", "N1", "n1 ", "true", "0", "18A"])


@st.composite
def odd_children(draw, number):
    day = draw(st.sampled_from(["2024-06-03", "2023-11-01", "2025-02-20", "2025-06-01"]))
    parts = [
        assessment(day, draw(ODD), tuple(draw(st.lists(ODD, max_size=3)))),
        enquiry(draw(ODD), draw(ODD), draw(ODD)),
        cin_plan(draw(ODD), draw(ODD)),
    ]
    kept = [part for part in parts if draw(st.booleans())]
    plan = cp_plan(draw(ODD), *draw(st.lists(ODD, max_size=3)), ended=draw(ODD), previous=draw(ODD))
    one = episode(day, *kept, closed=draw(ODD), nfa=draw(st.sampled_from(["false", "1", "", "x"])), plans=plan)
    another = episode("2024-09-30", assessment("2024-09-30"))
    about = f"<Ethnicity>{draw(ODD)}</Ethnicity><Disabilities><Disability>{draw(ODD)}</Disability></Disabilities>\n"
    more = f"<UPN>{draw(ODD)}</UPN><UPNunknown>{draw(ODD)}</UPNunknown>\n"
    episodes = [one, another] if draw(st.booleans()) else [one]
    return child(number, *episodes, born=draw(ODD), more=more, sex=f"<Sex>{draw(ODD)}</Sex>\n", about=about)


@settings(max_examples=6)
@given(data=st.data())
def test_what_was_typed_elsewhere_is_found_fault_with_as_it_was_typed(data, bring_in, tmp_path, desk):
    bring_in(message(*(data.draw(odd_children(f"ODD{desk.fresh()[:9]}")) for _ in range(6))))
    in_record, in_file = both_ways(tmp_path, data.draw(st.sampled_from(YEARS)))
    assert places(in_record) == places(in_file)


def test_what_xml_cannot_hold_is_not_held_against_anybody(desk, data_officer, tmp_path):
    subject = desk.fresh()
    person = PersonRecorded(forename="Wren", la_child_id="WREN\x0177", dob=date(2014, 8, 19), upn="\x01")
    referral = ReferralReceived(referral_id="r" * 32, received_on=date(2024, 6, 3), source_code="\x01")
    desk.note([ToRecord(one, (subject,), date(2024, 6, 3)) for one in (person, referral)], by=data_officer)
    in_record, in_file = both_ways(tmp_path, 2025)
    assert places(in_record) == places(in_file) != []


def test_every_place_says_which_part_of_the_record_it_came_from(life):
    one = life().on_a_plan()
    source = RecordSource(CensusYear(2024))
    outcome = check(source)
    assert outcome.children == 1 and source.whose[1].person_id == one.person_id
    assert source.whose[1].worker_id == one.office.ids["social_worker"]
    assert list(source.teams.values()) == ["Safeguarding north"]
    came, inside = source.came_from, "Child[1]/CINdetails[1]"
    assert len(came[inside].reference) == 32 and came[inside].main_date == "2024-01-08"
    assert came[f"{inside}/Section47[1]"].reference not in ("", came[inside].reference)
    assert came[f"{inside}/Assessments[1]/AssessmentFactors[1]"] == came[f"{inside}/Assessments[1]"]


@pytest.mark.parametrize("year", [2015, 2026])
def test_a_record_with_nobody_in_the_year_can_be_checked(year, office):
    outcome = check(RecordSource(CensusYear(year)))
    assert outcome.children == 0 and outcome.failed == []
    assert [note.words for note in outcome.notes] == ["There is no child in this year's return"]


def test_a_number_repeated_only_among_later_children_is_found_however_the_return_is_cut(bring_in, tmp_path):
    """Polars stops dead on a column whose first piece is empty: what was found is put into one piece first."""
    upn = [f"<UPN>{number}</UPN>\n" for number in ("A123456789001", "B123456789002", "B123456789002")]
    path = write(tmp_path, message(*(child(f"TWIN{nth}", episode(), more=one) for nth, one in enumerate(upn))))
    for batch in (1, 2, 10):
        outcome = check(XmlSource(path), codes=("8630", "1500", "1520"), batch=batch)
        assert [(one.path, one.field) for one in outcome.findings if one.code == "1520"] == [
            ("Child[2]", "UPN"), ("Child[3]", "UPN"),
        ]  # fmt: skip
