"""The Brennans: a conference called for one child, an enquiry running for another, and an assessment given more time."""

from datetime import timedelta

from candour.practice.cin_assessments import ExtensionProposal, take_longer_over_an_assessment
from candour.practice.s47_enquiry import OutcomeProposal, decide_the_outcome_of_an_enquiry
from candour.practice.strategy_discussion import StrategyProposal, hold_a_strategy_discussion
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.s47_enquiry import EnquiryPartDone, EnquiryStarted
from candour.record.entries.voice_of_child import ViewRecorded
from candour.synth.families.telling import Telling, born, made, met
from candour.terms.working_days import working_days_after

FINN, MOLLY, RORY = "Finn Brennan", "Molly Brennan", "Rory Brennan"
KEVIN, JOSIE, BRIDIE = "Kevin Brennan", "Josie Larter", "Bridie Brennan"
CHILDREN = (FINN, MOLLY, RORY)


def write(telling: Telling) -> None:
    """The whole story, in the order it was written."""
    _people(telling)
    for story in (_rory, _finn, _molly):
        story(telling)
        telling.another()


def _people(t: Telling) -> None:
    t.on(72, 9, 30)
    t.adult(KEVIN, born=born(t.today, 38, 12), sex="M")
    t.adult(JOSIE, born=born(t.today, 29, 77), sex="F")
    t.adult(BRIDIE, born=born(t.today, 64, 210), sex="F")
    t.child(FINN, born=born(t.today, 8, 33), sex="M", ethnicity="WIRI")
    t.child(MOLLY, born=born(t.today, 5, 101), sex="F", ethnicity="WIRI")
    t.child(RORY, born=born(t.today, 15, 60), sex="M", ethnicity="WIRI")
    for name in CHILDREN:
        with_father = name != RORY
        t.related("Brennan", name, KEVIN, "Father", lives_with=with_father, responsible=True)
        t.related("Brennan", name, JOSIE, "Father's partner", lives_with=with_father)
        t.related("Brennan", name, BRIDIE, "Grandmother", lives_with=not with_father)
        lines, postcode = (
            ("14 Sedge Close, Fenwold", "QX2 6PA") if with_father else ("2 Kiln Cottages, Fenwold", "QX2 6RB")
        )
        t.address(name, lines, postcode, since=t.day(150))
    t.related("Brennan", FINN, MOLLY, "Sister", lives_with=True)
    t.related("Brennan", MOLLY, FINN, "Brother", lives_with=True)
    t.related("Brennan", RORY, FINN, "Brother", lives_with=False)


def _rory(t: Telling) -> None:
    said = (
        "A grandparent rang, upset. Rory walked out of his father's house in the summer and has been on her sofa since. "
        "He is not going to school and sleeps in the day. She is glad to have him and cannot go on without help."
    )
    t.on(72, 10)
    contact = t.contact(RORY, said, source="1A", source_name="Bridie Brennan, grandmother")
    t.on(71, 9, 40)
    referral = t.decide_contact(
        RORY, contact, "referral", "A 15-year-old out of school and not living where he should be."
    )
    t.on(71, 14)
    assessment = t.respond(RORY, referral, "assessment", "Why did he leave? Nobody has asked him.", need="N5")
    worker = t.assessor
    t.allocate(RORY, worker, "Works well with older boys.")
    t.on(64, 16)
    t.visit(
        worker,
        RORY,
        said='"Ask me something that isn\'t school."',
        noticed="Sat with his hood up. Gran made tea and left us to it.",
        next_step="Go for a walk next time.",
    )
    t.on(50, 15)
    t.visit(
        worker,
        RORY,
        said="\"It's her. It's not that simple, though.\"",
        noticed="Walked the canal. He said more walking than sitting.",
        where="in the community",
    )
    t.on(29, 15)
    t.visit(
        worker,
        RORY,
        said="\"I'd talk to Dad if she wasn't there.\"",
        noticed="Up and dressed. Has been to school twice.",
        bedroom="yes",
    )
    t.on(15, 11)
    why = "Rory has just begun to talk, and his father's account belongs in this. Two more visits at his pace, one with his father, before it is finished."
    t.decide(
        t.manager_of(worker), take_longer_over_an_assessment, RORY,
        ExtensionProposal(assessment_id=assessment, until=working_days_after(t.today, 14), why=why),
    )  # fmt: skip
    t.on(8, 16)
    t.visit(
        worker,
        RORY,
        said='"He listened. He didn\'t shout."',
        noticed="Father and son in the same room for the first time since June.",
        alone="no",
    )
    t.on(8, 17)
    t.note(
        worker,
        RORY,
        ViewRecorded(
            view_id=t.desk.fresh(),
            whose="child",
            who="Rory",
            words='"I want to live at Gran\'s and see Finn and Molly on Sundays."',
            about=assessment,
            given_on=t.day(8),
        ),
    )


def _finn(t: Telling) -> None:
    t.on(13, 11, 5)
    said = (
        'The designated safeguarding lead rang. Finn has a bruise on his upper arm like a hand. He said "Josie was '
        'getting me off the stairs", then that he fell, then that he must not say.'
    )
    contact = t.contact(FINN, said, source="2A", source_name="Fenwold Infant and Nursery", indicators=["I07"])
    t.on(13, 11, 50)
    referral = t.decide_contact(FINN, contact, "referral", "An injury with an account that changes.")
    t.on(13, 12, 30)
    t.respond(FINN, referral, "strategy discussion", "The indicator is met and nothing known to us answers it.")
    lead = t.assessor
    t.allocate(FINN, lead, "Already knows his brother.")
    enquiry = _discussion(
        t,
        FINN,
        13,
        "Police: nothing on Josie Larter. Health: a missed appointment in the autumn. School: Finn has become quiet since half-term. Rory left the same house in June.",
    )
    t.on(12, 10)
    t.note(
        lead,
        FINN,
        EnquiryPartDone(
            s47_enquiry_id=enquiry,
            done_on=t.day(12),
            what="Saw Finn alone at school",
            done_by=lead.name,
            done_by_registered="yes",
            found="\"She grabs. She says sorry after. Don't tell Dad because he'll go mad.\"",
        ),
    )
    t.on(11, 15)
    t.note(
        lead,
        FINN,
        EnquiryPartDone(
            s47_enquiry_id=enquiry,
            done_on=t.day(11),
            what="Child protection medical",
            done_by="Consultant paediatrician",
            done_by_registered="yes",
            found="Finger-tip bruising of two ages. Not from a fall.",
        ),
    )
    t.on(7, 16)
    harm = HarmRecorded(
        harm_id=t.desk.fresh(),
        harm_kind="disclosure",
        what="Grabbed and dragged by his father's partner, more than once; bruised.",
        category="PHY",
        from_whom=JOSIE,
        known_on=t.day(12),
        childs_words='"She grabs. She says sorry after."',
    )
    t.note(lead, FINN, harm)
    t.decide(
        lead, decide_the_outcome_of_an_enquiry, FINN,
        OutcomeProposal(
            s47_enquiry_id=enquiry, outcome="conference", grounds=("evidence",), childs_account="\"She grabs. She says sorry after. Don't tell Dad.\"",
            because="Harm has happened more than once and his father did not know, or did not say.",
            findings="Two sets of bruises, a clear account given twice, and a brother who left the same house.",
            conference_on=working_days_after(t.day(13), 14),
        ),
    )  # fmt: skip
    t.on(5, 16)
    t.visit(
        lead,
        FINN,
        said='"Is Josie in trouble?"',
        noticed="Josie has gone to her sister's. Kevin is home from work and angry with himself.",
        bedroom="yes",
    )


def _discussion(t: Telling, name: str, ago: int, shared: str) -> str:
    day, lead = t.on(ago, 14), t.assessor
    found = t.decide(
        t.manager_of(lead), hold_a_strategy_discussion, name,
        StrategyProposal(
            held_on=day, outcome="enquiry", joint="joint with police", grounds=("evidence",), because="Reasonable cause to suspect significant harm.",
            information_shared=shared, immediate_safety="Josie Larter stays elsewhere until the enquiry is done.",
            lead_worker_id=lead.worker_id, lead_registered=lead.registered_on(day),
            present=met((lead.name, "Children's social care"), ("Detective Constable", "Police"), ("Named nurse", "Health"), ("Designated safeguarding lead", "Fenwold Infant and Nursery")),
        ),
    )  # fmt: skip
    return made(found, EnquiryStarted).s47_enquiry_id


def _molly(t: Telling) -> None:
    t.on(5, 9, 15)
    said = 'The designated safeguarding lead rang. Molly told her teacher that Josie "does the cold shower" when she has an accident at night.'
    contact = t.contact(MOLLY, said, source="2A", source_name="Fenwold Infant and Nursery", indicators=["I07"])
    t.on(5, 9, 50)
    referral = t.decide_contact(
        MOLLY, contact, "referral", "A five-year-old's own account, in a house where her brother was hurt."
    )
    t.on(5, 10, 30)
    t.respond(MOLLY, referral, "strategy discussion", "Her account stands by itself, and beside Finn's.")
    lead = t.assessor
    t.allocate(MOLLY, lead, "Her brothers' worker.")
    enquiry = _discussion(
        t,
        MOLLY,
        5,
        "School: Molly told it plainly while washing paintbrushes. Police will interview Josie Larter. The GP was asked in the spring about bed-wetting.",
    )
    t.on(3, 11)
    t.note(
        lead,
        MOLLY,
        EnquiryPartDone(
            s47_enquiry_id=enquiry,
            done_on=t.day(3),
            what="Saw Molly alone at school",
            done_by=lead.name,
            done_by_registered="yes",
            found='Drew the bathroom. "It\'s so cold it makes you hiccup." Said Finn holds her hand after.',
        ),
    )
    t.note(
        lead,
        MOLLY,
        HarmRecorded(
            harm_id=t.desk.fresh(),
            harm_kind="disclosure",
            what="Put under a cold shower as a punishment for wetting the bed.",
            category="PHY",
            from_whom=JOSIE,
            known_on=t.day(5),
            childs_words='"It\'s so cold it makes you hiccup."',
        ),
    )
    t.on(2, 16)
    t.visit(
        lead,
        MOLLY,
        said='"Daddy washes the sheets now."',
        noticed="Kevin has moved her bed into his room. New nightlight.",
        alone="no",
        bedroom="yes",
        next_step=f"Speak with Josie Larter by {t.today + timedelta(days=2):%A}.",
    )
