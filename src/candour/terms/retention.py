"""How long the law, or the authority's own list, wants a record kept: by its legal basis, never by its folder."""

from datetime import date

# Looked-after children: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50.
# The others have no period in law: these are common in authorities' lists. Set them to your own.
BASES = {
    "looked_after": "looked after: until the 75th birthday, or 15 years from a death under 18 (regulation 50)",
    "child_protection": "child protection plan, never looked after: 35 years from the last closure (local)",
    "child_in_need": "child in need, no plan: 25 years from the last closure (local)",
    "no_further_action": "contact or referral only: 6 years from the last closure (local)",
    "wrong_person": "never about this person: written on the wrong record, and moved to the right one",
}
YEARS = {"child_protection": 35, "child_in_need": 25, "no_further_action": 6}


def kept_until(basis: str, *, born: date | None, died: date | None, closed: date | None) -> date | None:
    """The first day on which a record may be erased; None where what it rests on is not known.

    >>> kept_until("looked_after", born=date(1950, 5, 1), died=None, closed=None)
    datetime.date(2025, 5, 1)
    >>> kept_until("looked_after", born=date(2000, 5, 1), died=date(2010, 1, 1), closed=None)
    datetime.date(2025, 1, 1)
    """
    if basis == "looked_after":
        if died and born and died < _years(born, 18):
            return _years(died, 15)
        return _years(born, 75) if born else None
    if basis in YEARS:
        return _years(closed, YEARS[basis]) if closed else None
    return closed


def _years(day: date, more: int) -> date:
    try:
        return day.replace(year=day.year + more)
    except ValueError:  # 29 February
        return date(day.year + more, 3, 1)
