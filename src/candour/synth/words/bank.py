"""One family's own words: the sentences with their names in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from candour.synth.chance import likely, pick
from candour.synth.people import Child, Family
from candour.synth.places import HOSPITAL, SURGERIES
from candour.synth.words import concerns, decisions, meetings

SOURCE_NAMES = {
    "1A": "Grandparent", "1B": "Neighbour", "1C": "The young person", "1D": "Passer-by", "2B": "Education welfare",
    "3B": "Health visitor", "3C": "School nurse", "3D": "Speech and language therapist", "4": "Housing officer",
    "5A": "Adult social care", "5B": "Leisure centre", "5C": "Another council's children's services",
    "5D": "Early help team", "6": "Wrenshire Police", "7": "Probation", "8": "Family charity", "9": "Not given",
    "10": "Not known",
}  # fmt: skip
OPENINGS = {
    "1A": "A grandparent rang, upset.", "1B": "A neighbour rang and asked not to be named to the family.",
    "1C": "The young person rang from a friend's telephone.", "1D": "A passer-by rang.", "2A": "The designated safeguarding lead rang.",
    "2B": "Education welfare sent a form.", "3A": "The GP wrote.", "3B": "The health visitor rang after a home visit.",
    "3C": "The school nurse rang.", "3D": "A therapist sent a form.", "3E": "The emergency department rang.",
    "3F": "The hospital's safeguarding nurse rang.", "4": "A housing officer rang after an inspection.",
    "5A": "Adult social care passed this on.", "5B": "A council colleague rang.", "5C": "Another council sent a notification.",
    "5D": "Early help asked for the case to be looked at again.", "6": "Police notification.",
    "7": "Probation wrote.", "8": "A family charity rang.", "9": "The caller would not give a name.", "10": "It is not clear who sent this.",
}  # fmt: skip
AGREED = (
    "The parent knows and agrees.", "The parent was told after the call.", "Not asked: telling could put the child at risk.", "",
)  # fmt: skip
# What is not said of a child under four.
NOT_OF_A_BABY = (
    "ttendance", "chool", "says so", "told", "talk", "collected", "own words", "drawing", "trust", "has the numbers",
    "knows who", "own bed", "was asked", "can I still", "{child} asks", "adult arguments", "uniform", "bedroom",
)  # fmt: skip
# And not of one over six.
NOT_OF_A_SCHOOLCHILD = (
    "health visitor",
    "Health visitor",
    "weights",
    "feelings cards",
    "stair gate",
    "on the floor to play",
)


@dataclass
class Words:
    """Picks sentences, and puts a family's names into them."""

    chance: Random
    family: Family
    today: Callable[[], date]
    _said: dict[str, list[str]] = field(default_factory=dict)

    def _fresh(self, choices: Sequence[str]) -> str:
        """One that was not said lately: nobody writes the same sentence twice running."""
        lately = self._said.setdefault(choices[0], [])
        new = [one for one in choices if one not in lately]
        chosen = pick(self.chance, new or choices)
        lately.append(chosen)
        del lately[: max(0, len(lately) - len(choices) * 2 // 3)]
        return chosen

    def name_of(self, child: Child) -> str:
        """What the child is called today."""
        return child.forename if child.born <= self.today() else "the unborn baby"

    def say(self, choices: Sequence[str], child: Child) -> str:
        """One of the sentences about this child."""
        age = child.age_on(self.today())
        unfit = NOT_OF_A_BABY if age < 4 else NOT_OF_A_SCHOOLCHILD if age > 6 else ()
        choices = [one for one in choices if not any(part in one for part in unfit)] or choices
        he, him, his = ("he", "him", "his") if child.sex == "M" else ("she", "her", "her")
        carer = self.family.carer
        other = self.family.other
        return self._fresh(choices).format(
            child=self.name_of(child),
            he=he,
            he_=he.capitalize(),
            him=him,
            his=his,
            himself=f"{him}self",
            carer=carer.forename,
            other=other.forename if other is not carer else "the former partner",
            school=child.school or "The health visitor",
        )

    def contact(self, theme: str, source: str, child: Child) -> str:
        """What somebody told the front door."""
        small = child.age_on(self.today()) < 3 and theme != "baby at risk"
        said = concerns.SAID_OF_A_SMALL_CHILD.get(theme) if small else None
        return f"{OPENINGS[source]} {self.say(said or concerns.SAID[theme], child)}"

    def source_name(self, source: str, child: Child) -> str:
        """Who told it."""
        if source == "2A":
            return child.school or "School"
        if source == "3A":
            return pick(self.chance, SURGERIES)
        return HOSPITAL if source in ("3E", "3F") else SOURCE_NAMES[source]

    def protection(self, theme: str, child: Child) -> str:
        """What now stands between the child and the harm."""
        return self.say((*concerns.PROTECTION.get(theme, ()), *concerns.ANY_PROTECTION), child)

    def aim(self, theme: str, child: Child) -> str:
        """One thing that must change."""
        return self.say((*concerns.AIM.get(theme, ()), *concerns.ANY_AIM), child)

    def child_said(self, child: Child, day: date) -> str:
        """What the child said at a visit, as fits the age."""
        age = child.age_on(day)
        if age < 2:
            return self.say(meetings.UNBORN_SAID if age < 0 else meetings.BABY_SAID, child)
        return self.say(
            meetings.SMALL_SAID if age < 6 else meetings.CHILD_SAID if age < 12 else meetings.TEEN_SAID, child
        )

    def account(self, child: Child, day: date, outcome: str) -> str:
        """What the child told of what happened, as fits what the enquiry came to."""
        told = meetings.TOOK_BACK if outcome == "not substantiated" else meetings.ACCOUNT
        return self.say(told if child.age_on(day) >= 5 else meetings.NO_ACCOUNT[:1], child)

    def child_view(self, child: Child, day: date) -> tuple[str, str]:
        """The child's view of a decision, or why there is none: one of the two is empty."""
        age = child.age_on(day)
        if age < 0:
            return "", "Not yet born."
        if age < 4:
            return "", self.say(decisions.TOO_YOUNG, child)
        if likely(self.chance, 9):
            return "", self.say(decisions.NO_CHILD_VIEW, child)
        return self.say(decisions.CHILD_VIEW, child), ""

    def analysis(self, theme: str, child: Child) -> str:
        """What the assessment makes of it: what is strong, what is worrying, what it means for the child."""
        return " ".join(
            (
                self.say(concerns.HARM[theme], child),
                self.say(concerns.STRENGTH, child),
                self.say(concerns.RISK, child),
            )
        )
