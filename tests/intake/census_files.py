"""Census files for tests: made-up children, written the way a census file is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HEADER = """<Header><CollectionDetails><Collection>{collection}</Collection><Year>{year}</Year>
<ReferenceDate>{reference}</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>888</LEA><SoftwareCode>Elsewhere</SoftwareCode><Release>7</Release>
<SerialNo>001</SerialNo><DateTime>2025-05-06T10:11:12</DateTime></Source></Header>
"""


def message(*children: str, year: int = 2025, reference: str = "", collection: str = "CIN", open_tag: str = "") -> str:
    """A whole file."""
    header = HEADER.format(collection=collection, year=year, reference=reference or f"{year}-03-31")
    opening = open_tag or "<Message>"
    return f"{opening}\n{header}<Children>\n" + "".join(children) + "</Children>\n</Message>\n"


def elements(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<{name}>{value}</{name}>\n" for name, value in pairs)


def child(
    number: str = "KESTREL1",
    *episodes: str,
    born: str = "2014-08-19",
    more: str = "<UPNunknown>UN6</UPNunknown>\n",
    sex: str = "<Sex>F</Sex>\n",
    about: str = "<Ethnicity>MWAS</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>\n",
) -> str:
    """One child with these episodes."""
    who = f"<LAchildID>{number}</LAchildID>\n" if number else ""
    return (
        f"<Child>\n<ChildIdentifiers>\n{who}{more}<PersonBirthDate>{born}</PersonBirthDate>\n{sex}</ChildIdentifiers>\n"
        f"<ChildCharacteristics>\n{about}</ChildCharacteristics>\n{''.join(episodes)}</Child>\n"
    )


def episode(referred: str = "2024-06-03", *parts: str, closed: str = "", nfa: str = "false", plans: str = "") -> str:
    """One episode of need; `closed` is the date of closure, `plans` are the parts that stand after ReferralNFA."""
    need = "" if nfa in ("true", "1") else "<PrimaryNeedCode>N5</PrimaryNeedCode>\n"
    end = f"<CINclosureDate>{closed}</CINclosureDate>\n<ReasonForClosure>RC7</ReasonForClosure>\n" if closed else ""
    return (
        f"<CINdetails>\n<CINreferralDate>{referred}</CINreferralDate>\n<ReferralSource>2A</ReferralSource>\n{need}{end}"
        f"{''.join(parts)}<ReferralNFA>{nfa}</ReferralNFA>\n{plans}</CINdetails>\n"
    )


def assessment(
    started: str = "2024-06-04", authorised: str = "2024-07-12", factors: tuple[str, ...] = ("4B", "16A")
) -> str:
    end = f"<AssessmentAuthorisationDate>{authorised}</AssessmentAuthorisationDate>\n" if authorised else ""
    found = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>\n" for code in factors)
    held = f"<FactorsIdentifiedAtAssessment>\n{found}</FactorsIdentifiedAtAssessment>\n" if factors else ""
    return (
        f"<Assessments>\n<AssessmentActualStartDate>{started}</AssessmentActualStartDate>\n{end}{held}</Assessments>\n"
    )


def enquiry(started: str = "2024-06-04", conference: str = "", not_required: str = "true") -> str:
    held = [("DateOfInitialCPC", conference)] if conference else []
    return f"<Section47>\n{elements([('S47ActualStartDate', started), *held, ('ICPCnotRequired', not_required)])}</Section47>\n"


def cin_plan(started: str = "2024-07-15", ended: str = "") -> str:
    end = [("CINPlanEndDate", ended)] if ended else []
    return f"<CINPlanDates>\n{elements([('CINPlanStartDate', started), *end])}</CINPlanDates>\n"


def cp_plan(started: str = "2024-06-24", *reviews: str, ended: str = "", previous: str = "0") -> str:
    own = [("CPPstartDate", started), *([("CPPendDate", ended)] if ended else [])]
    own += [("InitialCategoryOfAbuse", "NEG"), ("LatestCategoryOfAbuse", "EMO"), ("NumberOfPreviousCPP", previous)]
    held = "".join(f"<Reviews>\n<CPPreviewDate>{day}</CPPreviewDate>\n</Reviews>\n" for day in reviews)
    return f"<ChildProtectionPlans>\n{elements(own)}{held}</ChildProtectionPlans>\n"


A_LONG_JOURNEY = child(
    "KESTREL1",
    episode(
        "2024-06-03",
        assessment(),
        enquiry("2024-06-04", "2024-06-24", "false"),
        plans=cp_plan("2024-06-24", "2024-09-18", "2025-03-04"),
    ),
)


def write(folder: Path, text: str, name: str = "census.xml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
