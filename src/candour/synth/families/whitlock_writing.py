"""What was written about Tyler: two assessments a year apart, minutes, a report his manager saw differently, a chronology."""

from candour.documents.conferences import conferences_held
from candour.record.casefile.protection import assessments
from candour.record.entries.cin_episodes import EpisodeClosed
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.documents import ChosenEvent, ChronologyWritten
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.synth.families.papers import begin, decline, finish, propose, read_and_authorise, send, write
from candour.synth.families.telling import Telling
from candour.synth.families.whitlock_before import DEAN, STACEY, TYLER

IN_OCTOBER = {
    "child": 'Told by Tyler: "I thought he\'d killed her. I thought if I pulled his arm."\n'
    "Seen: He asked where Lacey was before he let the nurse look at his arm.\n"
    "Opinion: Since he was about eight he has taken it to be his task to stop it.",
    "needs": "Seen: A burn to the forearm; he holds his left side.\n"
    "He needs to sleep through, and to be told plainly that it was not his to stop.",
    "parenting": "Told by Stacey Whitlock: If she spoke, the children would be taken. Dean said so, and we had been twice.\n"
    "Seen: She had both children looked at by the doctor before herself.\n"
    "Opinion: What we wrote down as standing by him was fear, of him and of us.",
    "environment": "Told by the sergeant: Four calls to the house in two years. Two of them never reached us.\n"
    "Stacey has had no money of her own for six years. Her sister is in the next town and would have them.",
    "analysis": "The accounts of both children, the injuries and the calls agree. We closed twice on what the parents said with "
    "each other in the room.\n"
    "Hypothesis: Stacey stays away from him if she has a home he does not know and money in her own name. Contact that she does not "
    "tell us of would speak against it.\n"
    "Opinion: If nothing is done the danger grows, because she has now left.",
    "next": "A safe address. Somebody for Tyler to talk to who is not us. Every call to the police shared with school the same day.",
}
A_YEAR_ON = {
    "child": 'Told by Tyler: "If you stop coming, who do I tell?"\n'
    "Seen: He lets Lacey walk in front of him now, and looks at the road only when a van passes.\n"
    "Opinion: He is a boy of eleven again for most of the day. He still keeps watch at night.",
    "needs": "Seen: Grown, new glasses, attendance of 98 per cent.\n"
    "Told by Mr Pask, counsellor: He has begun to talk of his father as somebody he was fond of once.",
    "parenting": "Seen: Warm, orderly days. Stacey reports each breach of the order within the day.\n"
    "Told by Stacey Whitlock: She went to see Dean once, in the spring, and told nobody, because of what we did with what she told "
    "us before.",
    "outside": "A cousin carried a threat to Tyler by telephone. The number is blocked. Nobody has spoken with the cousin's parents.",
    "analysis": "A year ago we wrote that contact kept from us would speak against her staying away. There was one visit.\n"
    "Opinion: It does not show that she goes back. She told the midwife without being asked, has kept every appointment since, and has a home he does "
    "not know.\n"
    "Hypothesis: The danger now comes through other people, and most at the parole hearing. A quiet half year after it would "
    "speak against me.",
    "next": "Meet the cousin's parents with the police. Agree with Tyler whom he tells, in writing, before anything ends.",
}
REPORT = {
    "since": "Seen: He sleeps with the door shut.\nSeen: He told me of the parole hearing before anybody had told his mother.",
    "aims": "Dean has had no direct contact with the children. They have somebody of their own to talk to. Nothing yet stops a message "
    "that is carried by others, so the first aim is met in the letter and not for Tyler.",
    "recommends": "That the plan goes on until the parole hearing is over and the cousin's parents have been spoken with.\n"
    "What speaks against it: Stacey would like it to end, and has earned it.",
}
OTHERWISE = (
    "That the plan ends and a child in need plan follows. Two aims of three are met, and visits can go on under it."
)
HEARD = (
    "School: attendance 98 per cent; he has a friend whom he brings to breakfast club. School nurse: he has grown and sleeps. "
    "Social worker: a message from his father reached him through a cousin's telephone; the police were told that day."
)
DISCUSSION = (
    "Opinion: The family are safe where they live, and Tyler is not yet safe from being found. Stacey was asked what she would do if "
    "the cousin came to the door and did not know. Nobody could say who would speak with the cousin's parents. That is left open, and "
    "the school said that six months is too long to leave it."
)


def assessment_in_october(t: Telling) -> None:
    """The first text, read by the manager before the conference."""
    t.on(381, 11)
    by = t.assessor
    text = begin(t, by, TYLER, "assessment", t.kept[f"assessment of {TYLER}"])
    for section, words in IN_OCTOBER.items():
        write(t, by, TYLER, text, section, words)
    t.on(380, 16)
    finish(t, by, TYLER, text)
    t.on(379, 9, 30)
    because = "Three accounts that agree, and it says where we were wrong before. I rely on the medical."
    read_and_authorise(t, t.manager_of(by), TYLER, text, because, minutes=26)


def minutes_of_the_second_review(t: Telling) -> None:
    """The chair's minutes: a machine took down what the agencies said, and the chair checked it."""
    t.on(125, 10)
    by = t.chair
    conference = conferences_held(t.desk.casefile_to_read(t.ref(TYLER)))[-1].recorded.entry_id
    text = begin(t, by, TYLER, "minutes", conference)
    checked = "Read beside my own notes. It had the nurse's words under the school's name; put right."
    write(t, by, TYLER, text, "heard", HEARD, machine="transcribed", tool="Meeting transcription", checked=checked)
    write(t, by, TYLER, text, "discussion", DISCUSSION)
    write(
        t, by, TYLER, text, "family", 'Told by Stacey Whitlock: "I want somebody to go round there. It can\'t be me."'
    )
    finish(t, by, TYLER, text)
    t.on(124, 9)
    send(t, by, TYLER, "minutes", t.ref(STACEY), route="secure e-mail", about=conference)


def tylers_copy(t: Telling) -> None:
    """The child's copy of what the second review decided, read with him, and what he said of it."""
    t.on(112, 15, 30)
    worker = t.safeguarder
    conference = conferences_held(t.desk.casefile_to_read(t.ref(TYLER)))[-1].recorded.entry_id
    copy = send(t, worker, TYLER, "childs_copy", "child", route="read together", about=conference)
    said = ViewRecorded(
        view_id=t.desk.fresh(), whose="child", who="Tyler", about=copy, given_on=t.day(112),
        words="\"It says I sleep. I sleep if the landing light's on. Put that.\"",
    )  # fmt: skip
    t.note(worker, TYLER, said)


def before_the_third_review(t: Telling) -> None:
    """A chronology chosen for the conference, and an assessment that stands beside the one of a year ago."""
    t.on(17, 10)
    _chronology(t)
    t.on(14, 11)
    by = t.safeguarder
    text = begin(t, by, TYLER, "assessment", assessments(t.desk.casefile_to_read(t.ref(TYLER)))[-1].assessment_id)
    for section, words in A_YEAR_ON.items():
        kept_from = (t.ref(DEAN), "school") if section == "parenting" else ()
        write(t, by, TYLER, text, section, words, not_for=kept_from)
    finish(t, by, TYLER, text)
    t.on(13, 16)
    because = (
        "I read it beside the one of a year ago. It tests what we believed then, and says what would prove it wrong."
    )
    read_and_authorise(t, t.manager_of(by), TYLER, text, because, minutes=19)


def report_to_the_third_review(t: Telling) -> None:
    """The worker's report. The manager would recommend otherwise; the worker's words stay, and both are on the record."""
    t.on(10, 11)
    by = t.safeguarder
    manager = t.manager_of(by)
    text = begin(t, by, TYLER, "review_report")
    for section, words in REPORT.items():
        write(t, by, TYLER, text, section, words)
    t.on(9, 14)
    why = "Stacey has kept them safe for a year. I would say so in what we recommend."
    proposal = propose(t, manager, TYLER, text, "recommends", OTHERWISE, why)
    t.on(8, 9, 20)
    no = "The message through the cousin is not answered, and Tyler asks us to stay until he knows. Your view goes to the conference as yours."
    decline(t, by, TYLER, text, "recommends", proposal, no)
    finish(t, by, TYLER, text)
    t.on(7, 15)
    because = "What it reports was seen, and is right. I would recommend otherwise and have said so; the conference should have both."
    read_and_authorise(t, manager, TYLER, text, because, minutes=11)
    send(t, by, TYLER, "written_work", t.ref(STACEY), route="read together", about=text)


def _chronology(t: Telling) -> None:
    case = t.desk.casefile_to_read(t.ref(TYLER))
    told, closed = case.of(ContactReceived), case.of(EpisodeClosed)
    message = next(item for item in case.of(VisitMade) if "cousin" in item.fact.child_said)
    chosen = (
        (told[0], "He was on the stairs. The account we wrote down is his parents'."),
        (closed[0], "Closed in five weeks. He had been seen once, with both of them in the house."),
        (told[1], "He gets his sister up. Nobody asked what the mornings had to do with the nights."),
        (case.of(DirectionReceived)[0], "Five weeks after Dean moved back in."),
        (closed[1], "Attendance was the reason given. He had stopped talking to his worker."),
        (told[2], "It was Tyler who rang."),
        (message, "The first fright after he was safe, and it came through people we had never met."),
    )
    fact = ChronologyWritten(
        chronology_id=t.desk.fresh(), number=1, title="What was known each time we stopped",
        chosen=tuple(ChosenEvent(entry_id=item.entry_id, analysis=means) for item, means in chosen),
        analysis="Each time we stopped when things looked quiet, and each time Tyler had gone quiet first. His silence was taken for "
        "calm. This conference should ask him what he would do on the first bad night after we have gone.",
    )  # fmt: skip
    t.note(t.safeguarder, TYLER, fact)
