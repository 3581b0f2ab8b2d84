"""Invented authorities, in files of the shape in which DfE and ONS publish theirs."""

from __future__ import annotations

import csv
import random
from pathlib import Path

PLACE = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name", "category",
)  # fmt: skip
NAMES = (
    "Ashby",
    "Birkdale",
    "Cold Aston",
    "Dunmere",
    "Easthope",
    "Fernley",
    "Galloway Green",
    "Hale",
    "Inkpen",
    "Jarrowby",
)
WARDS = ("North", "South", "East", "West")
AUTHORITIES = [f"{name} {ward}" for name in NAMES for ward in WARDS]
ODD = "Hale West"


def place(year: object, level: str, code: str = "", name: str = "", category: str = "Referrals") -> dict[str, object]:
    """The first columns of a row."""
    new = f"E0900{code}" if code else ""
    said = (year, "Reporting year", level, "E92000001", "England", "", "", code, new, name, category)
    return dict(zip(PLACE, said, strict=True))


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    """A CSV file as it comes: with a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    return path


def referrals(years: tuple[int, ...] = (2023, 2024)) -> list[dict[str, object]]:
    """C1: forty authorities with re-referrals near 20% and spread beyond chance, Hale West at 60%; England and a region."""
    chosen = random.Random(4)
    rows = []
    for year in years:
        rows.append({**place(year, "National"), "Referrals": 80000, "Re_referrals": 16000})
        rows.append({**place(year, "Regional"), "Referrals": 40000, "Re_referrals": 9000})
        for number, name in enumerate(AUTHORITIES):
            count = chosen.randint(900, 4000)
            share = 0.6 if name == ODD else chosen.gauss(0.2, 0.03)
            cells = {"Referrals": count, "Re_referrals": round(count * share)}
            rows.append({**place(year, "Local authority", str(300 + number), name), **cells})
    return rows


def population() -> list[dict[str, object]]:
    """ONS: fifty thousand children or so each, in the middle of the years before, with ages that are not asked for."""
    rows = []
    for year in (2022, 2023):
        for age, many in (("Children aged 0 to 17 years", 1), ("Children aged 0 to 4 years", 4)):
            rows.append({**place(year, "National"), "age_group": age, "population_estimate": 2_000_000 // many})
            for number, name in enumerate(AUTHORITIES):
                cells = {"age_group": age, "population_estimate": (40_000 + 500 * number) // many}
                rows.append({**place(year, "Local authority", str(300 + number), name), **cells})
    for row in rows:
        del row["category"]
    return rows


def enquiries() -> list[dict[str, object]]:
    """C4 of one year: how soon conferences were held; of Ashby North the few early ones are not published."""
    rows = []
    for number, name in enumerate(AUTHORITIES):
        early, soon, late = 20 + number, 80 + number % 7, 15 + number % 11
        cells = {
            "Section47": 3 * (early + soon + late), "ICPC": early + soon + late + 5, "Duration_0-10_days": early,
            "Duration_11-15_days": soon, "Duration_16-20_days": late, "Duration_21+_days": 5,
        }  # fmt: skip
        if number == 0:
            cells["Duration_0-10_days"] = "c"
        rows.append({**place(2024, "Local authority", str(300 + number), name), **cells})
    return rows


def ended() -> list[dict[str, object]]:
    """D7 of one year: of some authorities plans of two years or more are too few to be published."""
    rows = []
    for number, name in enumerate(AUTHORITIES):
        long: object = number % 13
        cells = {
            "CPP_End": 200 + number,
            "3_months_or_less": 30 + number % 5,
            "2_years_or_more": "c" if 1 <= number % 13 <= 5 else long,
        }
        rows.append({**place("202324", "Local authority", str(300 + number), name), **cells})
    return rows
