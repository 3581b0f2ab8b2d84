"""A census file that came in goes out the same, and coming in again changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from candour.intake.cin_census import import_census
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.returns.cin_census.export import export_census
from candour.ssd.store.reading import rows
from candour.terms.assessment_factors import ASSESSMENT_FACTORS
from candour.terms.england_year import CensusYear
from candour.terms.ethnicity import ETHNICITY
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.referral_source import REFERRAL_SOURCE
from tests.intake.census_files import child, elements, message
from tests.intake.conftest import WRITTEN

YEAR = CensusYear(2025)
in_year = st.integers(0, 364).map(lambda days: YEAR.start + timedelta(days))
yes_no = st.sampled_from(["true", "false", "1", "0"])
codes = {"source": st.sampled_from(list(REFERRAL_SOURCE.codes)), "need": st.sampled_from(list(PRIMARY_NEED.codes))}


def group(name: str, pairs: list[tuple[str, str]], inside: str = "") -> str:
    return f"<{name}>{elements(pairs)}{inside}</{name}>"


@st.composite
def assessments(draw: st.DrawFn, since: date) -> str:
    factors = draw(st.lists(st.sampled_from(list(ASSESSMENT_FACTORS.codes)), min_size=1, max_size=3, unique=True))
    start = draw(st.dates(since, YEAR.end))
    end = draw(st.one_of(st.none(), st.dates(start, YEAR.end)))
    own = [("AssessmentActualStartDate", str(start))]
    if end is None:
        return group("Assessments", own)
    own.append(("AssessmentAuthorisationDate", str(end)))
    held = group("FactorsIdentifiedAtAssessment", [("AssessmentFactors", code) for code in factors])
    return group("Assessments", own, held)


@st.composite
def plans(draw: st.DrawFn, since: date) -> str:
    start = draw(st.dates(since, YEAR.end))
    reviews = sorted(draw(st.lists(st.dates(start, YEAR.end), max_size=3, unique=True)))
    category = draw(st.sampled_from(["NEG", "PHY", "SAB", "EMO", "MUL"]))
    own = [("CPPstartDate", str(start)), ("InitialCategoryOfAbuse", category), ("LatestCategoryOfAbuse", "MUL")]
    own.append(("NumberOfPreviousCPP", str(draw(st.integers(0, 4)))))
    return group("ChildProtectionPlans", own, "".join(group("Reviews", [("CPPreviewDate", str(d))]) for d in reviews))


@st.composite
def episodes(draw: st.DrawFn) -> str:
    referred = draw(in_year)
    own = [("CINreferralDate", str(referred)), ("ReferralSource", draw(codes["source"]))]
    if draw(st.integers(0, 5)) == 0:
        return group("CINdetails", [*own, ("ReferralNFA", draw(st.sampled_from(["true", "1"])))])
    own.append(("PrimaryNeedCode", draw(codes["need"])))
    if draw(st.booleans()):
        own += [("CINclosureDate", str(draw(st.dates(referred, YEAR.end)))), ("ReasonForClosure", "RC7")]
    inside = "".join(draw(st.lists(assessments(referred), max_size=2)))
    if draw(st.booleans()):
        inside += group("CINPlanDates", [("CINPlanStartDate", str(referred))])
    for start in draw(st.lists(st.dates(referred, YEAR.end), max_size=2)):
        target = [("InitialCPCtarget", str(start + timedelta(21)))] if draw(st.booleans()) else []
        inside += group("Section47", [("S47ActualStartDate", str(start)), *target, ("ICPCnotRequired", draw(yes_no))])
    after = draw(plans(referred)) if draw(st.booleans()) else ""
    nfa = group("ReferralNFA", []).replace("><", f">{draw(st.sampled_from(['false', '0']))}<")
    return group("CINdetails", own, inside + nfa + after)


@st.composite
def good_files(draw: st.DrawFn) -> str:
    children = []
    for at in range(draw(st.integers(1, 3))):
        inside = draw(st.lists(episodes(), min_size=1, max_size=3))
        disabled = draw(st.sampled_from([["NONE"], ["LD", "AUT"], ["MOB"]]))
        about = elements([("Ethnicity", draw(st.sampled_from(list(ETHNICITY.codes))))])
        about += group("Disabilities", [("Disability", code) for code in disabled])
        born = str(draw(st.dates(date(2008, 1, 1), date(2024, 3, 31))))
        sex = elements([("Sex", draw(st.sampled_from("FMU")))])
        children.append(child(f"AVOCET{at}", *inside, born=born, about=about, sex=sex))
    return message(*children)


typed = st.one_of(
    st.dates(date(2023, 1, 1), date(2026, 12, 31)).map(str),
    st.sampled_from(["", " ", "true", "0", "1", "N1", "RC7", "NEG", "Neglect", "2024-02-30", "0001-01-01", "00", "M", "X"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
)  # fmt: skip


@st.composite
def odd_parts(draw: st.DrawFn, name: str = "CINdetails", depth: int = 0) -> etree._Element:
    """A part with any of its elements, in any number and order, with anything typed in them."""
    from candour.terms.cin_census import ELEMENTS, INSIDE

    node = etree.Element(name)
    for each in draw(st.lists(st.sampled_from([*ELEMENTS[name], "Unheard"]), max_size=5)):
        etree.SubElement(node, each).text = draw(typed)
    if draw(st.integers(0, 6)) == 0:
        node.text = "stray"
    for inside in INSIDE.get(name, ()):
        for _at in range(draw(st.integers(0, 2)) if depth < 2 else 0):
            node.append(draw(odd_parts(inside, depth + 1)))
    return node


@st.composite
def odd_files(draw: st.DrawFn) -> tuple[str, int]:
    children = []
    for at in range(draw(st.integers(1, 2))):
        one = etree.Element("Child")
        who = draw(odd_parts("ChildIdentifiers"))
        for number in who.findall("LAchildID"):
            who.remove(number)
        etree.SubElement(who, "LAchildID").text = f"AVOCET{at}"
        one.append(who)
        for _at in range(draw(st.integers(0, 3))):
            one.append(draw(odd_parts()))
        children.append(etree.tostring(one, encoding="unicode"))
    return message(*children, year=draw(st.sampled_from([2023, 2024, 2025, 2027]))), draw(
        st.sampled_from([2023, 2024, 2025, 2027])
    )


def as_parts(text: str) -> object:
    """A file as what it says, whatever the order of parts of one kind."""

    def said(node: etree._Element) -> object:
        if not len(node):
            return (node.tag, (node.text or "").strip())
        return (node.tag, frozenset(Counter(said(one) for one in node).items()))

    children = etree.fromstring(text.encode()).find("Children")
    assert children is not None
    return said(children)


def entries() -> int:
    return int(rows("SELECT COUNT(*) AS n FROM record_entry")[0]["n"])


def out(folder: Path, year: int) -> str:
    export_census(CensusYear(year), folder / "out.xml", lea="888", written=WRITTEN)
    return (folder / "out.xml").read_text(encoding="utf-8")


def come(text: str, folder: Path, desk: Desk, by: Worker) -> None:
    path = folder / "in.xml"
    path.write_text(text, encoding="utf-8")
    import_census(path, desk, by)


@given(text=good_files())
def test_a_good_file_goes_out_as_it_came_and_comes_back_unchanged(
    text: str, begin_again: Callable[[], Desk], data_officer: Worker, tmp_path: Path
) -> None:
    desk = begin_again()
    come(text, tmp_path, desk, data_officer)
    before, first = entries(), out(tmp_path, 2025)
    assert as_parts(first) == as_parts(text)
    come(first, tmp_path, desk, data_officer)
    assert entries() == before
    assert out(tmp_path, 2025) == first
    come(text, tmp_path, desk, data_officer)
    assert entries() == before


@given(made=odd_files())
def test_whatever_was_typed_nothing_changes_by_going_out_and_coming_back(
    made: tuple[str, int], begin_again: Callable[[], Desk], data_officer: Worker, tmp_path: Path
) -> None:
    (text, year), desk = made, begin_again()
    come(text, tmp_path, desk, data_officer)
    before, first = entries(), out(tmp_path, year)
    come(first, tmp_path, desk, data_officer)
    assert entries() == before
    assert out(tmp_path, year) == first
    come(text, tmp_path, desk, data_officer)
    assert entries() == before
