"""Letters: the reply to whoever referred a child, the invitation and agenda of a conference, the closing letter."""

from candour.documents.conferences import conferences_held
from candour.documents.document import Making, document
from candour.documents.knowing import spelt, what_is_known
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated
from candour.record.casefile.episodes import contacts, episodes
from candour.record.casefile.person import person
from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.cin_episodes import EpisodeClosed
from candour.record.entries.documents import Part
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.written_work import Line

FAMILY = ("child", "parent", "carer")
AGENCIES = ("school", "health", "police", "agency")
DISAGREE = "If something here is wrong, or you see it differently, tell us. We put your words on the record beside it, as you say them."


def childs_name(case: Casefile) -> str:
    """The child's first name, or what to call a child who has none yet."""
    one = person(case)
    return (one.forename if one else "") or ("the baby" if one and one.dob is None else "the child")


def who_to_ask(making: Making) -> Part:
    """Whom the reader can speak to."""
    owner = allocated(making.case)
    name = making.names.get(owner.started.fact.worker_id, "") if owner else ""
    line = (
        Line(label="Social worker", words=name)
        if name
        else Line(label="Social worker", words="Nobody is allocated yet.")
    )
    return Part(heading="Who to ask", says=(DISAGREE,) if making.reader.kind != "referrer" else (), lines=(line,))


@document("Reply to the referrer", usual=("referrer",), only_for=("referrer",))
def reply_to_the_referrer(making: Making) -> list[Part]:
    """That we heard, and what we decided; nothing of what the family said or what we know."""
    told = contacts(making.case)
    if not told:
        return [Part(heading="", says=("Nothing on this file was referred to us.",))]
    latest = told[-1]
    day = spelt(latest.received.fact.received_on)
    says = [f"Thank you for telling us on {day} that you were worried about {childs_name(making.case)}."]
    found = next((one for one in episodes(making.case) if one.contact_id == latest.received.fact.contact_id), None)
    if found and found.decided:
        what = "will look into it" if found.is_open else "have decided what to do"
        says.append(f"We have read all you told us, and we {what}.")
    elif latest.decided:
        says.append("We have read all you told us and decided what to do.")
    else:
        says.append("We are deciding what to do, and will write again.")
    says.append("We cannot tell you more about the family. If you see or hear anything else that worries you, tell us.")
    return [Part(heading="", says=tuple(says))]


def _called(making: Making) -> ConferenceCalled | None:
    found = making.case.last(ConferenceCalled)
    held = conferences_held(making.case)
    done = {ref for one in held for ref in one.refs}
    return found.fact if found and found.fact.meeting_id not in done else None


def _when(making: Making) -> tuple[str, str]:
    """What kind of conference is next, and when it is."""
    if called := _called(making):
        return "Initial child protection conference", spelt(called.called_for)
    held, plan = conferences_held(making.case), open_cp_plan(making.case)
    if plan and held and held[-1].next_review:
        return "Review child protection conference", f"by {spelt(held[-1].next_review)}"
    return "Child protection conference", "on a day still to be fixed"


@document("Invitation to a conference", usual=(*FAMILY, *AGENCIES))
def invitation(making: Making) -> list[Part]:
    """What the meeting is for, when it is, and how to be heard there."""
    what, when = _when(making)
    name = childs_name(making.case)
    if making.reader.kind == "child":
        gently = (
            f"There is a meeting about you, {when}. People who know you will talk about how to keep you safe.",
            "You can come. You can come for part of it. Somebody can speak for you, or you can write or draw what you want to say.",
            "You do not have to come.",
        )
        return [Part(heading="A meeting about you", says=gently), who_to_ask(making)]
    says = (
        f"You are invited to a meeting about {name}: {what.lower()}, {when}.",
        "The meeting decides whether the child is suffering, or likely to suffer, significant harm, and what has to change.",
    )
    bring = (
        "You may bring somebody to support you. You will be given the reports to read before the meeting."
        if making.reader.of_the_family
        else "Please send your report before the meeting, and share it with the family first. Say what you have seen and heard, "
        "what you think it means, and whether you think a plan is needed."
    )
    return [Part(heading=what, says=(*says, bring)), who_to_ask(making)]


@document("Agenda", usual=(*FAMILY, *AGENCIES))
def agenda(making: Making) -> list[Part]:
    """What the conference goes through, with what the record already holds for each item."""
    what, when = _when(making)
    of = making.of
    head = (Line(label=what, words=when),)
    if open_cp_plan(making.case):
        middle = Part(heading="What has changed since last time", lines=what_is_known(("reviews", "visits_made"), of))
        plan = Part(heading="The plan, aim by aim", lines=what_is_known(("aims",), of))
    else:
        middle = Part(heading="Why we meet", lines=what_is_known(("enquiry",), of))
        plan = Part(heading="What has to change", says=("For which harm, who does what, by when.",))
    return [
        Part(heading="The meeting", lines=head),
        middle,
        Part(heading="Harm, and what protects from it", lines=what_is_known(("harms_and_protection",), of)),
        Part(heading="What the child says", lines=what_is_known(("child_view", "child_told"), of)),
        Part(heading="What the family says", lines=what_is_known(("family_said",), of)),
        Part(heading="What each agency says", says=("Each in turn. A different view is written down as it is given.",)),
        Part(heading="Who has disagreed so far", lines=what_is_known(("dissent",), of)),
        plan,
        Part(
            heading="The decision",
            says=(
                "The conference decides. The chair states the decision and the reasons, and writes down who disagrees.",
            ),
        ),
    ]


@document("Closing letter", usual=(*FAMILY, *AGENCIES), plain_words=True)
def closing_letter(making: Making) -> list[Part]:
    """That we stop, why, and what would bring us back."""
    closed = making.case.last(EpisodeClosed)
    name = "you" if making.reader.kind == "child" else childs_name(making.case)
    when = (
        f"On {spelt(closed.fact.closed_on)} we stopped working with {name}."
        if closed
        else f"We still work with {name}."
    )
    parts = [Part(heading="", says=(when,))]
    of = making.of
    parts.append(Part(heading="What has changed", lines=what_is_known(("changed",), of)))
    if closed and closed.fact.would_reopen.strip():
        parts.append(
            Part(heading="What would bring us back", lines=(Line(label="We said", words=closed.fact.would_reopen),))
        )
    parts.append(
        Part(
            heading="If you need us again",
            says=("You can tell us at any time. You do not need anybody's leave to do so.",),
        )
    )
    return [*parts, who_to_ask(making)]
