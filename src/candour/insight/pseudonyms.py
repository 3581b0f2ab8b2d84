"""Which columns of an extract may be shared for counting, and in what form: whatever is not named here is left out."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from candour.frames.extract import DAY, FLAG, NUMBER, TEXT, Layout, Wanted
from candour.insight.layout import LAYOUT

REPLACED, MARKED, MONTH, MOMENT, AS_IT_IS, CODE = "replaced", "marked", "month", "moment", "as it is", "code"

# References, and of what they are: a chair, a writer and a worker are people, and one of them may be all three.
REFERENCES: Mapping[str, str] = {
    **{one: one for one in ("family", "child", "episode", "assessment", "enquiry", "conference", "cp_plan", "review")},
    **{one: one for one in ("team", "meeting", "staff")},
    **dict.fromkeys(("worker", "chair", "recorded_by", "end_recorded_by", "decider"), "worker"),
}
TEXTS: Mapping[str, str] = {"registration": MARKED, "authority": AS_IT_IS, "reason": CODE, "source": CODE, "sex": CODE}
PERSON: Mapping[str, Wanted] = {
    "child": Wanted(TEXT, ("pers_person_id", "person_id")),
    "sex": Wanted(TEXT, ("pers_sex", "sex")),
    "born": Wanted(MONTH, ("pers_dob", "dob", "date_of_birth")),
    "expected": Wanted(MONTH, ("pers_expected_dob", "expected_dob")),
    "authority": LAYOUT["family"]["authority"],
}
SHARED: Layout = {"person": PERSON, **LAYOUT}
LENGTH = (
    10  # bytes: among a hundred million references two that share a pseudonym are a one in two hundred million chance
)


@dataclass(frozen=True)
class Shared:
    """How one column is shared: `how`, and of a reference what it refers to."""

    how: str
    of: str = ""


def shared(table: str, columns: Iterable[str]) -> dict[str, Shared]:
    """How each column of a table that is shared at all is shared, by its name as it is spelled."""
    plain = {name.strip().lstrip("\ufeff").lower(): name for name in columns}
    made: dict[str, Shared] = {}
    for name, one in SHARED[table].items():
        how = _how(name, one)
        spelled = one.found_in(plain, name)
        if how and spelled and spelled not in made:
            made[spelled] = how
    return made


def _how(name: str, one: Wanted) -> Shared | None:
    if name in ("recorded", "end_recorded"):
        return Shared(MOMENT)  # what was written by one hand in one minute is asked about
    if one.kind in (DAY, FLAG, NUMBER, MONTH):
        return Shared(one.kind)
    if name in REFERENCES:
        return Shared(REPLACED, REFERENCES[name])
    return Shared(TEXTS[name]) if name in TEXTS else None


def pseudonyms(key: bytes, purpose: str) -> Callable[[str, str], str]:
    """What a reference becomes, from what it refers to and the reference: HMAC-SHA256 with a key made for the purpose.

    >>> made = pseudonyms(b"k" * 32, "bulk closures in the north")
    >>> len(made("child", "C1")), made("child", "C1") == made("child", "C1"), made("child", "C1") == made("worker", "C1")
    (16, True, False)
    """
    own = hmac.digest(key, b"candour pseudonyms\0" + " ".join(purpose.split()).encode(), "sha256")

    def pseudonym(of: str, reference: str) -> str:
        whole = hmac.digest(own, f"{of}\0{reference}".encode(), "sha256")
        return base64.b32encode(whole[:LENGTH]).decode().lower()

    return pseudonym
