"""A made-up census file of any size, every part of it filled, for measuring: the same size gives the same file."""

import random
from datetime import date, timedelta
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
<Header>
<CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>201</LEA><SoftwareCode>Bench</SoftwareCode><Release>1</Release>\
<SerialNo>001</SerialNo><DateTime>2026-05-01T09:00:00</DateTime></Source>
</Header>
<Children>
"""
TAIL = "</Children>\n</Message>\n"
YEAR_STARTS = date(2025, 4, 1)


def written(out: Path, children: int, *, wrong: float = 0.05) -> Path:
    """Write the file; `wrong` is the share of dates and codes that are not what a return takes."""
    chance = random.Random(children)  # noqa: S311  the same size must give the same file
    with out.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(children):
            file.write(_child(chance, number, wrong))
        file.write(TAIL)
    return out


def _child(chance: random.Random, number: int, wrong: float) -> str:
    def day(after: int) -> str:
        moved = chance.randrange(-400, 400) if chance.random() < wrong else 0
        return (YEAR_STARTS + timedelta(start + after + moved)).isoformat()

    def code(*codes: str) -> str:
        return "??" if chance.random() < wrong else chance.choice(codes)

    start = chance.randrange(100)
    return f"""<Child>
<ChildIdentifiers><LAchildID>B{number:09d}</LAchildID><UPNunknown>{code("UN2", "UN3")}</UPNunknown>\
<PersonBirthDate>{day(-3000)}</PersonBirthDate><Sex>{code("F", "M")}</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>{code("WBRI", "AIND")}</Ethnicity><Disabilities>\
<Disability>{code("MOB", "LD")}</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
<CINdetails>
<CINreferralDate>{day(0)}</CINreferralDate><ReferralSource>{code("1A", "2A", "6")}</ReferralSource>\
<PrimaryNeedCode>{code("N1", "N2")}</PrimaryNeedCode>
<Assessments><AssessmentActualStartDate>{day(1)}</AssessmentActualStartDate>\
<AssessmentAuthorisationDate>{day(30)}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>\
<AssessmentFactors>{code("1A", "2B")}</AssessmentFactors><AssessmentFactors>3A</AssessmentFactors>\
</FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>{day(31)}</CINPlanStartDate><CINPlanEndDate>{day(90)}</CINPlanEndDate></CINPlanDates>
<Section47><S47ActualStartDate>{day(95)}</S47ActualStartDate><DateOfInitialCPC>{day(105)}</DateOfInitialCPC>\
<ICPCnotRequired>false</ICPCnotRequired></Section47>
<ReferralNFA>{code("false", "0")}</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>{day(105)}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\
<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>\
<Reviews><CPPreviewDate>{day(180)}</CPPreviewDate></Reviews></ChildProtectionPlans>
</CINdetails>
</Child>
"""
