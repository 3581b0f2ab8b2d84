"""The Whitlocks before the night in October: two closures, each sooner than it should have been."""

from candour.practice.cin_episodes import ClosureProposal, close_an_episode
from candour.practice.cin_plans import CinPlanProposal, start_a_child_in_need_plan
from candour.practice.voices import Dissent, View
from candour.record.entries.cin_plans import CinPlanReviewed, CinPlanStarted
from candour.record.entries.direction import DirectionReceived
from candour.synth.families.telling import Telling, born, made
from candour.terms.timescales import CIN_FIRST_REVIEW, due

TYLER, LACEY, BABY = "Tyler Whitlock", "Lacey Whitlock", "Baby Whitlock"
STACEY, DEAN, NAN = "Stacey Whitlock", "Dean Whitlock", "Maureen Tull"
BOTH = (TYLER, LACEY)


def first_closure(t: Telling) -> None:
    t.on(1035, 9, 20)
    t.adult(STACEY, born=born(t.today, 31, 40), sex="F")
    t.adult(DEAN, born=born(t.today, 34, 200), sex="M")
    t.adult(NAN, born=born(t.today, 58, 90), sex="F")
    t.child(TYLER, born=born(t.today, 11, 75), sex="M")
    t.child(LACEY, born=born(t.today, 7, 150), sex="F")
    for name in BOTH:
        t.related("Whitlock", name, STACEY, "Mother", lives_with=True, responsible=True)
        t.related("Whitlock", name, DEAN, "Father", lives_with=True, responsible=True)
        t.related("Whitlock", name, NAN, "Grandmother", lives_with=False)
        t.address(name, "37 Ropewalk Terrace, Harrowmere", "QX1 4LD", since=born(t.today, 5), until=t.day(394))
    t.related("Whitlock", TYLER, LACEY, "Sister", lives_with=True)
    t.related("Whitlock", LACEY, TYLER, "Brother", lives_with=True)
    said = (
        "Police notification. Neighbours called 999 at 23:10: shouting and a broken window. Dean Whitlock had left. "
        "Stacey Whitlock had a cut lip and made no complaint. Tyler was on the stairs; Lacey was asleep."
    )
    contact = t.contact(TYLER, said, source="6", source_name="Wrenshire Police", indicators=["I18"])
    t.on(1034, 11)
    referral = t.decide_contact(
        TYLER, contact, "referral", "A child saw it. First report, so an assessment and not more."
    )
    t.on(1034, 14)
    assessment = t.respond(TYLER, referral, "assessment", "Tyler saw his mother hurt. We do not know how often.")
    t.allocate(TYLER, t.assessor, "Next in turn.")
    t.on(1029, 16)
    t.visit(
        t.assessor, TYLER, said="\"Dad only shouts when the football goes wrong.\" Looked at his mum before he said it.",
        noticed="Stacey did most of the talking. Dean sat in the doorway.", bedroom="yes", alone="no",
    )  # fmt: skip
    t.on(1003, 15)
    t.authorise(
        t.manager_of(t.assessor), TYLER, assessment, "close", because="A single incident. The parents say it will not happen again.",
        factors=["3B"], words="\"Dad only shouts when the football goes wrong.\"",
        analysis="Parents together throughout. Tyler was seen once and not by himself for long. No earlier calls.",
    )  # fmt: skip
    t.on(1001, 11)
    t.decide(
        t.manager_of(t.assessor), close_an_episode, TYLER,
        ClosureProposal(
            referral_id=referral, closed_on=t.day(1001), reason="RC8", grounds=("evidence",), directed="no",
            because="One incident, parents open with us. School will watch.", changed_since="No further call to the police in five weeks.",
            views=_views("\"I'm fine.\"", "Both parents want us to close.", "School has no concerns."),
        ),
    )  # fmt: skip


def _views(child: str, family: str, agency: str) -> tuple[View, ...]:
    return (
        View(whose="child", who="Tyler", words=child),
        View(whose="family", who=STACEY, words=family),
        View(whose="agency", who="Quarryside Primary", words=agency),
    )


def second_closure(t: Telling) -> None:
    t.on(742, 8, 55)
    said = (
        "The designated safeguarding lead rang. Tyler has come in hungry four days out of five and falls asleep by "
        'mid-morning. He told the breakfast club he gets his sister up because "Mum can\'t".'
    )
    contact = t.contact(TYLER, said, source="2A", source_name="Quarryside Primary")
    t.on(742, 12)
    referral = t.decide_contact(TYLER, contact, "referral", "A nine-year-old is doing the work of a parent.")
    t.on(741, 10)
    assessment = t.respond(TYLER, referral, "assessment", "Second time in a year. Tyler is carrying the house.")
    worker = t.assessor
    t.allocate(TYLER, worker, "Has met the family before.")
    t.on(736, 16)
    t.visit(
        worker, TYLER, said="\"I do toast. I can do beans as well.\"", bedroom="yes",
        noticed="Cold house, bare cupboards, Lacey in a summer dress. Stacey has bruised knuckles and would not say why.",
        next_step="See Tyler at school, not at home.",
    )  # fmt: skip
    t.on(722, 11)
    t.visit(worker, TYLER, said='"If I tell you stuff, who reads it?"', noticed="Quick, funny, tired.", where="school")
    t.on(704, 15)
    t.authorise(
        t.manager_of(worker), TYLER, assessment, "child in need plan",
        because="Tyler's needs are not met and Stacey asks for help.", factors=["3B", "4B", "7A", "16A"],
        words="\"If I tell you stuff, who reads it?\"",
        analysis="Neglect that follows from fear. Dean controls the money. Stacey is low and wants help. What happened a year ago was not the only time.",
    )  # fmt: skip
    t.on(703, 10)
    started = made(
        t.decide(
            t.manager_of(worker), start_a_child_in_need_plan, TYLER,
            CinPlanProposal(started_on=t.day(703), familys_agreement="Stacey agrees. Dean signed and said little.", next_review=due(CIN_FIRST_REVIEW, t.day(703))),
        ),
        CinPlanStarted,
    )  # fmt: skip
    for ago, said, noticed in (
        (682, '"We had fish fingers."', "Food in the fridge. Family support worker has been twice."),
        (654, "\"Dad's away with work. It's nice.\"", "Stacey laughed for the first time. House warm."),
        (627, "", "Nobody in. Curtains moved."),
        (606, '"He\'s back." Would not say more.', "Dean stayed in the room. Tyler looked at the floor."),
    ):
        t.on(ago, 16)
        seen = "yes" if said else "no"
        t.visit(
            worker,
            TYLER,
            said=said,
            noticed=noticed,
            seen=seen,
            alone="no",
            not_seen_because="" if said else "Nobody answered.",
        )
    t.on(604, 10)
    t.note(
        worker, TYLER,
        CinPlanReviewed(cin_plan_id=started.cin_plan_id, held_on=t.day(604), what_changed="Attendance 95 per cent. Home is better. Dean is back.", next_review=due(CIN_FIRST_REVIEW, t.day(604))),
    )  # fmt: skip
    t.on(598, 9, 40)
    senior = t.who("service_manager")
    direction = DirectionReceived(
        direction_id=t.desk.fresh(), from_whom=senior.name, their_role="Service manager", received_on=t.day(598), how="e-mail",
        words="We cannot keep every one of these open. Close it by Friday and refer to early help.",
        to_do_what="close", against_assessment=True,
    )  # fmt: skip
    t.note(worker, TYLER, direction)
    t.on(596, 15)
    t.decide(
        t.manager_of(worker), close_an_episode, TYLER,
        ClosureProposal(
            referral_id=referral, closed_on=t.day(596), reason="RC7", grounds=("instruction",), directed="yes",
            direction=direction.direction_id, against_recommendation=True, recommended_by=worker.worker_id,
            recommendation="Keep the plan for three months now that Dean is home again.",
            because="Told to close by Friday. Attendance is good, which is the reason given.",
            changed_since="Attendance is up to 95 per cent. Dean has come back to live at home.",
            earlier_closures="A year ago one incident was closed on the parents' word. This time school and early help stay with the family.",
            views=_views("\"Are you not coming any more then?\"", "Stacey cried and said she understood.", "School would have liked another term."),
            dissents=(Dissent(who=worker.name, their_role="Social worker", words="Dean came home five weeks ago and Tyler has stopped talking to me. I would not close now."),),
            would_reopen="Any call to the police. If Tyler asks.",
        ),
    )  # fmt: skip
