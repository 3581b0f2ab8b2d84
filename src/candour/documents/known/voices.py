"""What the child, the family and the agencies say, and who disagreed: each in their own words."""

from datetime import date

from candour.documents.conferences import Meeting, since_the_last
from candour.documents.knowing import Knowing, block, spelt
from candour.documents.known.meetings import FAMILY
from candour.documents.whose import tells_of
from candour.record.casefile.episodes import episodes
from candour.record.casefile.plans import visits
from candour.record.entries.direction import DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entries.written_work import Line
from candour.record.entry import Recorded

LATEST = 6


def _given(of: Knowing, whose: str) -> list[Recorded[ViewRecorded]]:
    """The views for the conference a text is about, and those asked in time for it; where it is about none, the latest."""
    found = [item for item in of.case.of(ViewRecorded) if item.fact.whose == whose]
    if meeting := of.meeting:
        return [
            item
            for item in found
            if item.fact.about in meeting.refs
            or item.happened == meeting.on
            or (
                not item.fact.about and _for_this_meeting(of, item.happened) and item.happened >= _referred(of, meeting)
            )
        ]
    return found[-LATEST:]


def _referred(of: Knowing, meeting: Meeting) -> date:
    """The day of the referral that a conference followed: what was said in an earlier episode was not said for it."""
    days = [one.referred_on for one in episodes(of.case) if one.referred_on and one.referred_on <= meeting.on]
    return max(days, default=date.min)


def _for_this_meeting(of: Knowing, day: date) -> bool:
    """Whether something was said in time for the conference a text is about, and after the one before it."""
    return of.meeting is None or since_the_last(of.case, of.meeting) < day <= of.meeting.on


def _words(fact: ViewRecorded) -> str:
    return fact.words or f"No view: {fact.no_view_because}"


@block
def child_view(of: Knowing) -> list[Line]:
    """The child's view as it was given for meetings and decisions."""
    return [
        Line(label=spelt(item.happened), words=_words(item.fact), tells=("the child's view",))
        for item in _given(of, "child")
    ]


@block
def child_told(of: Knowing) -> list[Line]:
    """What the child told of harm, and what they said when somebody came to see them."""
    told = [
        (item.happened, Line(label=spelt(item.happened), words=item.fact.childs_words, tells=("the child's account",)))
        for item in of.case.of(HarmRecorded)
        if item.fact.childs_words.strip()
    ]
    told += [
        (
            item.fact.visited_on,
            Line(
                label=f"{spelt(item.fact.visited_on)}, on a visit",
                words=item.fact.child_said,
                tells=("the child's account",),
            ),
        )
        for item in visits(of.case)
        if item.fact.child_said.strip()
    ]
    return [line for day, line in sorted(told, key=lambda pair: pair[0]) if _for_this_meeting(of, day)][-LATEST:]


def _of_the_family(of: Knowing, who: str) -> tuple[str, ...]:
    told = tells_of(of.case, who)
    return told if told and told[0].startswith("words of ") else (f"words of {who or 'the family'}",)


def _at_the_meeting(of: Knowing, one: Attendance) -> tuple[str, ...]:
    """What somebody's words at a meeting tell: the child's are the child's view, a parent's that parent's own."""
    agency = tells_of(of.case, one.agency) or (("words of the family",) if one.agency.casefold() in FAMILY else ())
    told = (tells_of(of.case, one.name) if agency or not one.agency.strip() else ()) or agency
    return ("the child's view",) if told == ("the child's account",) else told


def _of_a_relative(told: tuple[str, ...]) -> bool:
    return bool(told) and told[0].startswith("words of ")


@block
def family_said(of: Knowing) -> list[Line]:
    """Views of the family, each with whose it is."""
    return [
        Line(
            label=f"{item.fact.who or 'The family'}, {spelt(item.happened)}",
            words=_words(item.fact),
            tells=_of_the_family(of, item.fact.who),
        )
        for item in _given(of, "family")
    ] + [
        Line(label=one.name, words=one.view, tells=told)
        for one in (of.meeting.present if of.meeting else ())
        if one.view.strip() and _of_a_relative(told := _at_the_meeting(of, one))
    ]


@block
def agencies_said(of: Knowing) -> list[Line]:
    """What each agency said at the conference."""
    if of.meeting is None:
        return []
    lines = [
        Line(
            label=", ".join(filter(None, (one.name, one.agency))),
            words=one.view,
            tells=told or ("an agency's view",),
        )
        for one in of.meeting.present
        if one.view.strip() and not _of_a_relative(told := _at_the_meeting(of, one))
    ]
    return lines + [
        Line(label=item.fact.who or "Agencies", words=_words(item.fact), tells=("an agency's view",))
        for item in _given(of, "agency")
    ]


@block
def dissent(of: Knowing) -> list[Line]:
    """Everybody who disagreed, and with what: it travels with the child."""
    return [_disagreed(of, item) for item in of.case.of(DissentRecorded)]


def _disagreed(of: Knowing, item: Recorded[DissentRecorded]) -> Line:
    fact = item.fact
    told = tells_of(of.case, fact.who)  # a parent's disagreement is in that parent's own words
    own = ("the child's view",) if told == ("the child's account",) else told
    about = f" (about {fact.about_what})" if fact.about_what else ""
    instead = f" Instead: {fact.recommends}" if fact.recommends.strip() else ""
    who = ", ".join(filter(None, (fact.who, fact.their_role, spelt(item.happened))))
    return Line(label=who, words=f"{fact.words}{about}{instead}", tells=("disagreement", *own))


@block
def conference_dissent(of: Knowing) -> list[Line]:
    """Who did not agree with the conference, and dissent on the file that it had before it."""
    meeting = of.meeting
    if meeting is None:
        return []
    given = [
        _disagreed(of, item)
        for item in of.case.of(DissentRecorded)
        if item.fact.about in meeting.refs or _for_this_meeting(of, item.happened)
    ]
    named = {item.fact.who for item in of.case.of(DissentRecorded) if item.fact.about in meeting.refs}
    given += [
        Line(
            label=", ".join(filter(None, (one.name, one.agency))),
            words=one.view or "Disagrees.",
            tells=("disagreement", *_at_the_meeting(of, one)),
        )
        for one in meeting.present
        if one.dissents and one.name not in named
    ]
    return given or [Line(label="Dissent", words="Nobody's disagreement is on the record.")]


@block
def pressure_and_direction(of: Knowing) -> list[Line]:
    """Who was told what to decide, or spoke to the chair about it beforehand."""
    lines = [
        Line(
            label=f"Contact about the decision, {spelt(item.happened)}",
            words=f"From {item.fact.from_whom}{' to ' + item.fact.on_whom if item.fact.on_whom else ''}: {item.fact.words}",
            tells=("pressure and direction",),
        )
        for item in of.case.of(PressureRecorded)
        if _for_this_meeting(of, item.happened)
    ]
    return lines + [
        Line(
            label=f"Direction received, {spelt(item.happened)}",
            words=f"From {', '.join(filter(None, (item.fact.from_whom, item.fact.their_role)))}: {item.fact.words}",
            tells=("pressure and direction",),
        )
        for item in of.case.of(DirectionReceived)
        if _for_this_meeting(of, item.happened)
    ]
