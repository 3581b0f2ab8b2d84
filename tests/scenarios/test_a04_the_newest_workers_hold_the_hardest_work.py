"""A04: experienced workers leave, and children on a plan are allocated to workers in their first year: it is asked about."""

import csv
from datetime import date, timedelta

from tests.scenarios.patterns import ENDS, asked, drawn


def test_plans_that_fall_to_first_year_workers_are_asked_about(tmp_path):
    """From 2025 most of those who are allocated children on a new plan are in their first year."""
    made = drawn(tmp_path, "honest")
    before = asked(tmp_path)
    assert not [one for one in before if one["detector"] == "newly_qualified"]
    path = tmp_path / "ssd_professionals.csv"
    with path.open(newline="") as file:
        workers = list(csv.DictReader(file))
    since = date(2025, 3, 3)
    for at, worker in enumerate(workers):
        if at % 3:
            worker["prof_newly_qualified_from"] = since.isoformat()
            worker["prof_newly_qualified_to"] = (ENDS + timedelta(days=30)).isoformat()
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, list(workers[0]))
        out.writeheader()
        out.writerows(workers)
    (one,) = [each for each in asked(tmp_path) if each["detector"] == "newly_qualified"]
    assert one["question"] == "Who stands beside these workers, and how many children do they hold?"
    assert "2025-02" <= one["began"] <= "2025-05" and one["noticed_from"] < "2025-12"
    assert set(one["children"]) <= {row[0] for row in made.rows["person"]}
    assert "worker" not in str(one["unit"])
