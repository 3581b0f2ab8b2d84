"""The published figures the invented authority is made from, each with its year and where it was read.

All Department for Education figures are for England and under the Open Government Licence 3.0. They describe
England as a whole: a real authority may differ from every one of them and be none the worse for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CIN_2025 = "DfE, Characteristics of children in need 2025"
CIN_2024 = "DfE, Characteristics of children in need 2024"
WORKFORCE_2025 = "DfE, Children's social work workforce 2025"


@dataclass(frozen=True)
class Figure:
    """One published figure. `year` is the year to 31 March (workforce: to 30 September)."""

    name: str
    value: float
    unit: str
    year: int
    source: str


FIGURES: Mapping[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure("referrals with no further action", 6.5, "% of referrals", 2025, f"{CIN_2025}, C1"),
        Figure("referrals assessed, not in need", 30.8, "% of referrals", 2025, f"{CIN_2025}, C1"),
        Figure("referrals that became an episode of need", 62.7, "% of referrals", 2025, f"{CIN_2025}, C1, remainder"),
        Figure("referrals again within a year", 22.6, "% of referrals", 2025, f"{CIN_2025}, C1"),
        Figure("assessments", 1025, "per 1,000 referrals", 2025, f"{CIN_2025}, C1 and C2"),
        Figure("section 47 enquiries", 364, "per 1,000 referrals", 2025, f"{CIN_2025}, C1 and headline"),
        Figure("initial conferences", 114, "per 1,000 referrals", 2025, f"{CIN_2025}, C1 and headline"),
        Figure("child protection plans", 98, "per 1,000 referrals", 2025, f"{CIN_2025}, C1 and headline"),
        Figure("conferences that led to a plan", 85.8, "% of initial conferences", 2025, f"{CIN_2025}, headline"),
        Figure("second or subsequent plans", 24.5, "% of plans starting", 2025, f"{CIN_2025}, D series"),
        Figure("assessments within 45 working days", 85.7, "% of assessments", 2025, f"{CIN_2025}, C2"),
        Figure("assessment, lower quartile", 17, "working days", 2025, f"{CIN_2025}, C2"),
        Figure("assessment, median", 33, "working days", 2025, f"{CIN_2025}, C2"),
        Figure("assessment, upper quartile", 43, "working days", 2025, f"{CIN_2025}, C2"),
        Figure("strategy discussion to conference, median", 14, "working days", 2025, f"{CIN_2025}, headline"),
        Figure("conferences within 15 working days", 81.4, "% of initial conferences", 2025, f"{CIN_2025}, headline"),
        Figure("child protection plan, mean length", 292, "days", 2025, f"{CIN_2025}, D1, D3 and D5: stock over flow"),
        Figure("children in need at a day", 636, "per 1,000 referrals in a year", 2025, f"{CIN_2025}, B1 and C1"),
        Figure("child protection plans at a day", 78, "per 1,000 referrals in a year", 2025, f"{CIN_2025}, C1, D1"),
        Figure("plans for neglect", 49.8, "% of plans starting", 2024, f"{CIN_2024}, D series"),
        Figure("plans for emotional abuse", 37.3, "% of plans starting", 2024, f"{CIN_2024}, D series"),
        Figure("referrals from the police", 28.3, "% of referrals", 2025, "DfE, Local Authority Interactive Tool"),
        Figure("referrals from schools", 20.6, "% of referrals", 2025, "DfE, Local Authority Interactive Tool"),
        Figure("children in need disabled", 13.6, "% of children in need", 2024, f"{CIN_2024}, disability"),
        Figure("factors per assessment", 2.75, "codes an episode", 2025, f"{CIN_2025}, C3"),
        Figure("contacts that became referrals", 21, "% of contacts", 2024, "ADCS, Safeguarding pressures 8; DfE C1"),
        Figure("social workers who leave in a year", 11.8, "% of posts", 2025, f"{WORKFORCE_2025}, attrition"),
        Figure("agency workers", 13.0, "% of posts", 2025, f"{WORKFORCE_2025}, headline"),
        Figure("children per social worker", 15.2, "children per full post", 2025, f"{WORKFORCE_2025}, headline"),
    )
}

# Referrals per working day in each month, the mean of the year being 1. CIN 2024, C6, mean of 2013 to 2024.
MONTHS: Mapping[int, float] = {
    4: 0.974, 5: 1.105, 6: 1.06, 7: 1.007, 8: 0.827, 9: 0.99,
    10: 1.012, 11: 1.045, 12: 0.929, 1: 1.019, 2: 0.993, 3: 1.036,
}  # fmt: skip

# Per cent of referrals by source, CIN 2024 C5; police, schools and health as in 2025. A group's share is divided
# evenly over its codes, because the codes inside a group are not published. 5A to 5D are what is left over.
SOURCES: Mapping[str, float] = {
    "1A": 3.2, "1B": 2.4, "1C": 0.8, "1D": 1.6, "2A": 20.6, "2B": 1.7, "3A": 2.2, "3B": 3.2, "3C": 1.2, "3D": 2.1,
    "3E": 4.0, "3F": 2.5, "4": 1.2, "5A": 3.1, "5B": 2.0, "5C": 2.5, "5D": 6.0, "6": 28.3, "7": 4.4, "8": 4.2,
    "9": 1.6, "10": 1.2,
}  # fmt: skip

# Per cent of assessments by working days from referral to authorisation, CIN 2025 C2.
ASSESSMENT_DAYS: Mapping[tuple[int, int], float] = {
    (0, 0): 1.8, (1, 10): 11.65, (11, 20): 17.29, (21, 30): 15.76, (31, 40): 20.25, (41, 45): 18.92,
    (46, 50): 5.8, (51, 60): 4.29, (61, 85): 4.24,
}  # fmt: skip

# Per cent of initial conferences by working days from the strategy discussion, CIN 2025, quartiles 13, 14 and 15.
CONFERENCE_DAYS: Mapping[tuple[int, int], float] = {
    (6, 10): 8.65, (11, 12): 13.0, (13, 13): 18.0, (14, 14): 20.0, (15, 15): 21.7, (16, 20): 8.92, (21, 34): 9.69,
}  # fmt: skip

# Per cent of plans ended by their length in days, CIN 2025 D7. Plans end at reviews, so most end near one.
PLAN_DAYS: Mapping[tuple[int, int], float] = {
    (70, 91): 15.92, (120, 180): 11.04, (245, 290): 43.52, (410, 480): 14.0, (560, 660): 11.17, (740, 1000): 4.35,
}  # fmt: skip

# Per cent of ended episodes of need by their length in days, CIN 2025 B5; beyond two years the mean is stretched so
# that the two years' stock has its published share.
EPISODE_DAYS: Mapping[tuple[int, int], float] = {
    (14, 91): 47.0, (92, 182): 14.8, (183, 364): 16.0, (365, 729): 12.1, (730, 3600): 10.1,
}  # fmt: skip

# Per cent of children in need with a known ethnic background, CIN 2024; Gypsy or Irish Traveller parted evenly.
ETHNICITIES: Mapping[str, float] = {
    "WBRI": 62.7, "WIRI": 0.2, "WIRT": 0.35, "WROM": 0.35, "WOTH": 4.8, "MWBC": 3.0, "MWBA": 1.2, "MWAS": 1.6,
    "MOTH": 3.6, "AIND": 1.1, "APKN": 2.6, "ABAN": 1.2, "CHNE": 0.2, "AOTH": 3.2, "BAFR": 5.6, "BCRB": 1.8,
    "BOTH": 1.9, "OOTH": 4.4,
}  # fmt: skip
ETHNICITY_UNKNOWN = 3.0

# Per cent of disabled children in need by kind of disability, CIN 2024; a child may have several.
DISABILITIES: Mapping[str, float] = {
    "AUT": 44.2, "BEH": 19.4, "COMM": 16.1, "CON": 3.5, "HAND": 1.7, "HEAR": 3.7, "INC": 4.0, "LD": 34.4,
    "MOB": 12.7, "PC": 5.1, "VIS": 5.7, "DDA": 19.3,
}  # fmt: skip

# Per cent of children in need by age, CIN 2024; the oldest group less those who are 18 or in care, who are not here.
AGES: Mapping[tuple[int, int], float] = {
    (-1, -1): 2.6, (0, 0): 7.0, (1, 4): 19.5, (5, 9): 25.0, (10, 15): 34.0, (16, 17): 11.9,
}  # fmt: skip

# Per cent of families with dependent children by how many, ONS 2024, from rounded counts.
FAMILY_SIZES: Mapping[int, float] = {1: 45.0, 2: 41.0, 3: 9.0, 4: 3.5, 5: 1.5}

# Per cent of episodes in which each factor was found at assessment, CIN 2025 C3; several may be.
FACTORS: Mapping[str, float] = {
    "1A": 2.07, "1B": 14.27, "1C": 2.26, "2A": 4.78, "2B": 14.15, "2C": 3.1, "3A": 11.29, "3B": 31.74, "3C": 4.98,
    "4A": 17.61, "4B": 33.47, "4C": 4.6, "5A": 12.32, "5B": 2.96, "5C": 1.46, "6A": 4.72, "6B": 5.38, "6C": 1.03,
    "7A": 3.69, "10A": 3.3, "11A": 2.42, "12A": 0.44, "13A": 1.73, "14A": 7.01, "15A": 4.96, "16A": 17.61,
    "17A": 19.04, "18B": 2.98, "18C": 11.96, "19B": 2.45, "19C": 3.68, "20": 16.32, "22A": 0.15, "23A": 0.44,
    "24A": 3.17,
}  # fmt: skip
