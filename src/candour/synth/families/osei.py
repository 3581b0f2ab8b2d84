"""The Oseis: a girl of fourteen and a man in his thirties, a contact to decide, a late assessment, a plan of help."""

from candour.practice.cin_plans import CinPlanProposal, start_a_child_in_need_plan
from candour.record.entries.cin_plans import CinPlanReviewed, CinPlanStarted
from candour.record.entries.voice_of_child import ViewRecorded
from candour.synth.families.telling import Telling, born, made
from candour.synth.staff import DISABLED
from candour.terms.timescales import CIN_FIRST_REVIEW, due

NAOMI, CALEB, JOSIAH, AMA = "Naomi Osei", "Caleb Osei", "Josiah Osei", "Ama Osei"
ABENA, KWAME = "Abena Osei", "Kwame Osei"
CHILDREN = (NAOMI, CALEB, JOSIAH, AMA)
REVIEWED = {
    172: "Short breaks work. Housing does not.",
    58: "Housing panel said no, for want of a property. Appeal sent.",
}


def write(telling: Telling) -> None:
    """The whole story, in the order it was written."""
    _people(telling)
    for story in (_ama, _josiah, _naomi, _caleb):
        story(telling)
        telling.another()


def _people(t: Telling) -> None:
    t.on(310, 9, 30)
    t.adult(ABENA, born=born(t.today, 41, 5), sex="F")
    t.adult(KWAME, born=born(t.today, 45, 300), sex="M")
    t.child(AMA, born=born(t.today, 6, 20), sex="F", ethnicity="BAFR", disabilities=("MOB", "COMM", "PC"))
    t.child(CALEB, born=born(t.today, 10, 240), sex="M", ethnicity="BAFR")
    t.child(NAOMI, born=born(t.today, 14, 130), sex="F", ethnicity="BAFR")
    t.child(JOSIAH, born=born(t.today, 16, 170), sex="M", ethnicity="BAFR")
    for name in CHILDREN:
        t.related("Osei", name, ABENA, "Mother", lives_with=True, responsible=True)
        t.related("Osei", name, KWAME, "Father", lives_with=False, responsible=True)
        t.address(name, "Flat 6, 80 Viaduct Road, Wrenford", "QX11 1SN", since=born(t.today, 4))
        for other in CHILDREN:
            if other != name:
                relation = "Sister" if other in (NAOMI, AMA) else "Brother"
                t.related("Osei", name, other, relation, lives_with=True)


def _ama(t: Telling) -> None:
    t.on(310, 10)
    said = "Abena Osei rang and asked for help. Ama does not sleep more than three hours, the lift is broken again, and she is carrying her up four floors."
    contact = t.contact(AMA, said, source="1A", source_name="Abena Osei, mother")
    t.on(309, 11)
    referral = t.decide_contact(AMA, contact, "referral", "A disabled child and an exhausted carer who asks.")
    t.on(309, 15)
    assessment = t.respond(AMA, referral, "assessment", "Needs help that universal services cannot give.", need="N2")
    worker = t.who("social_worker", DISABLED)
    t.allocate(AMA, worker, "Disabled children's team.")
    t.on(300, 16)
    t.visit(
        worker,
        AMA,
        said='Used her board: "lift", "bad", "Mum", "tired".',
        noticed="Bright, funny, quick with the board.",
        bedroom="yes",
        alone="no",
    )
    t.on(268, 14)
    t.authorise(
        t.manager_of(worker), AMA, assessment, "child in need plan", because="Short breaks and a housing move are needed.",
        factors=["5A", "6A"], words="By her board: \"house, no stairs\".",
        analysis="A loving home in the wrong building. What is failing is not the family.",
    )  # fmt: skip
    t.on(266, 10)
    plan = made(
        t.decide(
            t.manager_of(worker), start_a_child_in_need_plan, AMA,
            CinPlanProposal(started_on=t.day(266), familys_agreement="Abena wrote half of it.", next_review=due(CIN_FIRST_REVIEW, t.day(266))),
        ),
        CinPlanStarted,
    )  # fmt: skip
    for ago, said, noticed in (
        (230, 'By her board: "swim".', "Short breaks began: Saturdays at the pool."),
        (172, "Laughed at my pronunciation.", "Abena slept six hours on Saturday and said so with tears."),
        (115, 'By her board: "lift, lift, lift".', "Lift out for nine days. Wrote to housing again."),
        (58, 'By her board: "new house when".', "Offer of a ground-floor flat has been withdrawn."),
        (16, 'By her board: "you said soon".', "She is right. I had."),
    ):
        t.on(ago, 16)
        t.visit(worker, AMA, said=said, noticed=noticed, alone="no")
        if changed := REVIEWED.get(ago):
            t.on(ago - 2, 11)
            review = CinPlanReviewed(
                cin_plan_id=plan.cin_plan_id,
                held_on=t.day(ago - 2),
                what_changed=changed,
                next_review=due(CIN_FIRST_REVIEW, t.day(ago - 2)),
            )
            t.note(worker, AMA, review)
    t.on(14, 12)
    said = '"I don\'t need another review. I need a lift."'
    view = ViewRecorded(
        view_id=t.desk.fresh(), whose="family", who=ABENA, words=said, about=plan.cin_plan_id, given_on=t.day(14)
    )
    t.note(worker, AMA, view)


def _josiah(t: Telling) -> None:
    t.on(84, 10)
    said = "College rang. Josiah has been sleeping at three friends' homes in turn since a row with his father and has stopped coming in on Mondays."
    contact = t.contact(JOSIAH, said, source="2A", source_name="Wrenford Community College")
    t.on(83, 11)
    referral = t.decide_contact(JOSIAH, contact, "referral", "Sixteen, with nowhere settled to sleep.")
    t.on(83, 15)
    t.respond(JOSIAH, referral, "assessment", "Homeless at sixteen in all but name.", need="N5")
    worker = t.assessor
    t.allocate(JOSIAH, worker, "Next in turn.")
    t.on(75, 17)
    t.visit(
        worker,
        JOSIAH,
        said="\"I'm not homeless, I'm between places.\"",
        noticed="Polite, tired, his whole life in one bag.",
        where="school",
    )
    t.on(43, 17)
    t.visit(worker, JOSIAH, said="", noticed="", seen="no", not_seen_because="He sent a message that he had a shift.")


def _naomi(t: Telling) -> None:
    t.on(1, 15, 20)
    said = (
        "The designated safeguarding lead rang. Naomi, 14, left school at lunch in a grey car. Two girls say the driver is "
        '"her boyfriend, he\'s like thirty-five". She has a new phone. Her form tutor saw a message: "don\'t tell ur mum, '
        'wear the thing I got u".'
    )
    contact = t.contact(NAOMI, said, source="2A", source_name="Wrenford Community College", indicators=["I04"])
    t.on(1, 16, 40)
    t.decide_contact(
        NAOMI, contact, "referral", "Fourteen, and a man in his thirties. For a social worker first thing."
    )


def _caleb(t: Telling) -> None:
    t.on(0, 9, 10)
    said = (
        "A neighbour rang and asked not to be named. Caleb, about ten, was on the walkway at eleven at night with his little "
        'sister in her chair. He said their mum was at work and he was "doing nights".'
    )
    t.contact(CALEB, said, source="1B", source_name="Neighbour")
