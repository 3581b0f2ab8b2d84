"""A visit: one page, on a phone too, for one child or for brothers and sisters seen together."""

from typing import Any

from django import forms

from candour.access.permission import may_for
from candour.record.casefile.person import person
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from candour.web.shelves.asking import in_words, line, past_day, yes_no
from candour.web.steps import At, Step, StepForm, Written, step


class VisitForm(StepForm):
    """Who was seen, and what the child said."""

    visited_on = past_day("When?")
    seen = yes_no("Was the child seen?")
    seen_alone = yes_no("Seen alone?", required=False)
    bedroom_seen = yes_no("Was the bedroom seen?", required=False)
    not_seen_because = line("If not seen: why not?", required=False)
    child_said = in_words("What did the child say?", required=False, hint="In the child's words", rows=3)
    noticed = in_words("What did you notice?", required=False, rows=3)
    next_step = line("Next step", required=False)
    made_by_name = line(
        "Who went, if it was not you?", required=False, hint="The person who really went, registered or not"
    )

    folds = (
        ("The child was not seen", ("not_seen_because",)),
        ("Somebody else made this visit", ("made_by_name",)),
    )

    def prepare(self, at: At) -> None:
        for place, (person_id, name) in enumerate(siblings(at)):
            self.fields[f"also-{place}"] = forms.BooleanField(
                label=f"{name} was seen on this visit too", required=False
            )
            self.fields[f"also-{place}-id"] = forms.CharField(
                widget=forms.HiddenInput, initial=person_id, required=False
            )
            self.fields[f"also-{place}-said"] = in_words(f"What did {name} say?", required=False, rows=2)


def siblings(at: At) -> list[tuple[str, str]]:
    """Brothers and sisters with a file of their own that this worker may write in."""
    found = {}
    for item in at.case.recorded:
        if isinstance(item.fact, RelationshipRecorded) and item.entry_id not in at.case.hidden | at.case.superseded:
            fact = item.fact
            other = fact.other_person_id if item.subjects[0] == at.case.subject else fact.person_id
            if (
                "brother" in fact.relationship.lower()
                or "sister" in fact.relationship.lower()
                or "sibling" in fact.relationship.lower()
            ):
                case = at.people(other)
                one = person(case)
                if one and may_for(at.worker, "visit", case):
                    found[other] = one.forename or one.name
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:8]


def visit_written(at: At, said: dict[str, Any]) -> Written:
    """One visit: each child's part is an entry on that child's own file, tied by the visit."""
    together = at.now.fresh()
    also = []
    for name in [key for key in said if key.startswith("also-") and key.endswith("-id")]:
        place = name.removesuffix("-id")
        if said[place]:
            also.append((said[name], said[f"{place}-said"]))
    own = {key: value for key, value in said.items() if not key.startswith("also-")}
    facts = [_part(at, at.case.subject, together, own)]
    for person_id, words_of in also:
        if person_id in dict(siblings(at)):
            facts.append(
                _part(at, person_id, together, {**own, "child_said": words_of, "seen": "yes", "seen_alone": ""})
            )
    more = f", and {len(facts) - 1} more" if len(facts) > 1 else ""
    return Written(f"The visit is on the record{more}.", facts)


def _part(at: At, person_id: str, together: str, said: dict[str, Any]) -> ToRecord:
    fact = VisitMade(visit_id=at.now.fresh(), meeting_id=together, **said)
    return ToRecord(fact, (person_id, together), fact.visited_on)


step(
    Step(
        "visit",
        "Record a visit",
        "visit",
        "Do next",
        VisitForm,
        visit_written,
        "Record the visit",
        initial=lambda at: {"visited_on": at.day},
    )
)
