"""What a worker was asked to put right for the census: a quiet list on their first page, until it is put right."""

import logging
from typing import Any

from django.urls import reverse

from candour.access.permission import may_for
from candour.record.casefile.person import person
from candour.ssd.store.reading import rows
from candour.terms.england_year import CensusYear
from candour.web.requests import WorkerRequest

MOST = 50


def asked_of_me(request: WorkerRequest) -> list[dict[str, Any]]:
    """What is still to be put right by whoever looks, of what they were asked; newest first."""
    found = rows(
        "SELECT ccas_person_id AS person_id, ccas_year AS year, ccas_rule AS rule FROM ssd_cin_census_asked"
        f" WHERE ccas_worker_id = %s ORDER BY ccas_date DESC, ccas_id LIMIT {MOST}",
        [request.worker.worker_id],
    )
    if not found:
        return []
    # Only now: most workers are asked nothing, and the rules take a while to load.
    from candour.returns.cin_census.loading import rules_for
    from candour.returns.cin_census.of_one_child import CouldNotCheck, codes_asked

    files = {one: request.desk.casefile_to_read(one) for one in dict.fromkeys(row["person_id"] for row in found)}
    files = {one: case for one, case in files.items() if may_for(request.worker, "read", case)}
    still: dict[int, dict[str, frozenset[str]]] = {}
    for year in dict.fromkeys(row["year"] for row in found):
        ids = dict.fromkeys(row["person_id"] for row in found if row["year"] == year and row["person_id"] in files)
        try:
            still[year] = codes_asked([files[one] for one in ids], CensusYear(year))
        except CouldNotCheck:
            logging.getLogger(__name__).exception("the census rules could not be run for somebody's first page")
    shown = []
    for row in found:
        case, rules = files.get(row["person_id"]), rules_for(row["year"])
        one = person(case) if case else None
        known = still.get(row["year"])
        if one and row["rule"] in rules and (known is None or row["rule"] in known.get(row["person_id"], ())):
            href = f"{reverse('census-child', args=[row['person_id']])}?year={row['year']}"
            shown.append({"name": one.name, "what": rules[row["rule"]].message, "href": href})
    return shown
