"""The Whitlocks: violence at home, two closures too soon, a plan that is nearly a year old, and a baby on the way."""

from datetime import date, timedelta

from candour.practice.cin_assessments import AuthorisationProposal, authorise_an_assessment
from candour.practice.cp_reviews import ReviewProposal, continue_a_child_protection_plan
from candour.practice.initial_cp_conference import Aim, ConferenceProposal, record_an_initial_conference
from candour.practice.s47_enquiry import OutcomeProposal, decide_the_outcome_of_an_enquiry
from candour.practice.strategy_discussion import StrategyProposal, hold_a_strategy_discussion
from candour.practice.voices import View
from candour.record.entries.address import AddressRecorded
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.cp_plans import CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.direction import PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.s47_enquiry import EnquiryPartDone, EnquiryStarted
from candour.record.entries.supervision import SupervisionHeld
from candour.record.entries.voice_of_child import ViewRecorded
from candour.synth.families.telling import Telling, made, met
from candour.synth.families.whitlock_before import BABY, BOTH, DEAN, LACEY, STACEY, TYLER, first_closure, second_closure
from candour.synth.families.whitlock_supervision import talk
from candour.synth.families.whitlock_writing import (
    assessment_in_october,
    before_the_third_review,
    minutes_of_the_second_review,
    report_to_the_third_review,
    tylers_copy,
)
from candour.synth.staff import Post
from candour.terms.timescales import FIRST_REVIEW, LATER_REVIEW, due

CHILDREN = (TYLER, LACEY, BABY)
REFUGE = "Refuge address, known to the allocated team"


def write(telling: Telling) -> None:
    """The whole story, in the order it was written."""
    first_closure(telling)
    second_closure(telling)
    enquiries = _the_night_in_october(telling)
    plans, harms = _conference(telling, enquiries)
    _the_plan(telling, plans, harms)
    telling.another()
    _the_baby(telling)


def _the_night_in_october(t: Telling) -> dict[str, str]:
    t.on(396, 8, 50)
    said = (
        "Police notification and a call from the sergeant. Tyler rang 999 at 02:15. Dean Whitlock had Stacey by the throat "
        "on the kitchen floor; Tyler pulled at his arm and was thrown against the cooker. Lacey was under the bed. "
        "Dean is arrested. Stacey and the children are in hospital."
    )
    contacts = {
        name: t.contact(name, said, source="6", source_name="Wrenshire Police", indicators=["I07", "I18"])
        for name in BOTH
    }
    t.on(396, 9, 30)
    why = "A child hurt, a mother strangled. Straight through."
    referrals = {name: t.decide_contact(name, contacts[name], "referral", why) for name in BOTH}
    t.on(396, 10)
    for name in BOTH:
        t.kept[f"assessment of {name}"] = t.respond(
            name,
            referrals[name],
            "strategy discussion",
            "Reasonable cause to suspect significant harm: the injury, and what both children saw.",
        )
        t.allocate(name, t.assessor, "Knows the family and asked to have them back.")
    t.on(396, 11, 30)
    enquiries = {}
    lead = t.assessor
    for name in BOTH:
        found = t.decide(
            t.manager_of(lead), hold_a_strategy_discussion, name,
            StrategyProposal(
                held_on=t.day(396), outcome="enquiry", joint="joint with police", grounds=("evidence",), lead_worker_id=lead.worker_id,
                lead_registered=lead.registered_on(t.day(396)), because="Harm has happened, and worse was near.",
                information_shared="Police: four calls to the address in two years, two of which we were not told of. Hospital: Stacey's injuries are those of strangulation; Tyler has a burn and bruised ribs. School: Tyler wrote \"I hate the nights\" in a story in September.",
                immediate_safety="Dean is in custody. Stacey and the children go from hospital to a refuge.",
                present=met((lead.name, "Children's social care"), ("Sergeant", "Police"), ("Consultant paediatrician", "Health"), ("Designated safeguarding lead", "Quarryside Primary")),
            ),
        )  # fmt: skip
        enquiries[name] = made(found, EnquiryStarted).s47_enquiry_id
    _enquiry_parts(t, lead, enquiries[TYLER])
    t.on(394, 15)
    for name in BOTH:
        t.address(name, REFUGE, "QX8 2TR", since=t.day(394), confidential=True)
        t.ended(lead, name, RelationshipRecorded, t.day(396), other_name=DEAN)
        t.related("Whitlock", name, DEAN, "Father", lives_with=False, responsible=True)
    return enquiries


def _enquiry_parts(t: Telling, lead: Post, enquiry_id: str) -> None:
    t.on(395, 16)
    helper = t.who("support_worker", "assessment")
    for what, found, by, registered in (
        (
            "Saw Tyler alone on the ward",
            'Gave one clear account, twice, without being led. "I thought he\'d killed her."',
            lead,
            "yes",
        ),
        (
            "Spoke with Stacey at the hospital",
            "It has gone on for six years. She was told that if she spoke the children would be taken.",
            lead,
            "yes",
        ),
        (
            "Collected clothes and school books with a police officer",
            "A hole in Tyler's bedroom door at the height of a boot.",
            helper,
            "no",
        ),
        (
            "Child protection medical",
            "Burn to the forearm and bruised ribs, in keeping with Tyler's account.",
            lead,
            "yes",
        ),
    ):
        t.note(
            lead, TYLER,
            EnquiryPartDone(s47_enquiry_id=enquiry_id, done_on=t.day(395), what=what, done_by=by.name, done_by_registered=registered, found=found),
        )  # fmt: skip


HARMS = (
    ("EMO", "disclosure", "Sees and hears his father strangle and beat his mother; has tried to stop it since he was eight.",
     "\"I thought he'd killed her. I thought if I pulled his arm.\""),
    ("PHY", "harm", "Thrown against the cooker by his father: burn to the forearm and bruised ribs.", ""),
    ("EMO", "disclosure", "Threatened by his father, by messages sent through a cousin, with what will happen when he is released.",
     "\"He says he'll know where I am. He always knows.\""),
)  # fmt: skip


def _conference(t: Telling, enquiries: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    lead, day = t.assessor, t.on(388, 14)
    harms = []
    for category, kind, what, words in HARMS:
        fact = HarmRecorded(
            harm_id=t.desk.fresh(),
            harm_kind=kind,
            what=what,
            category=category,
            from_whom=DEAN,
            known_on=day,
            childs_words=words,
        )
        harms.append(fact.harm_id)
        t.note(lead, TYLER, fact)
    lacey = HarmRecorded(
        harm_id=t.desk.fresh(), what="Hides under the bed at night when her parents argue; wets the bed; saw her mother's injuries.",
        category="EMO", from_whom=DEAN, known_on=day,
    )  # fmt: skip
    t.note(lead, LACEY, lacey)
    held_on = t.day(377)
    meeting = ""
    for name in BOTH:
        account = '"I thought he\'d killed her."' if name == TYLER else '"I go under the bed and sing."'
        found = t.decide(
            lead, decide_the_outcome_of_an_enquiry, name,
            OutcomeProposal(
                s47_enquiry_id=enquiries[name], outcome="conference", grounds=("evidence",), childs_account=account,
                because="Harm has happened over years and is likely to go on.", conference_on=held_on,
                findings="The children's accounts, the medical and six years of police calls say the same thing. We closed twice on less than this.",
            ),
        )  # fmt: skip
        meeting = meeting or made(found, ConferenceCalled).meeting_id
    assessment_in_october(t)
    t.on(377, 13)
    plans = {}
    for name in BOTH:
        known = harms if name == TYLER else [lacey.harm_id]
        plans[name] = _held(t, name, meeting, held_on, known)
    t.on(377, 16)
    for name in BOTH:
        t.authorise(
            t.manager_of(lead), name, t.kept[f"assessment of {name}"], "continue", because="The plan agreed today carries the work on.",
            factors=["3A", "3B", "17A", "18C"] if name == TYLER else ["3B", "17A"],
            words="\"I want him not to know where we are.\"" if name == TYLER else "\"I go under the bed and sing.\"",
            analysis="Years of violence, learned of late because we took the parents' word twice. Stacey has left and needs help to stay away.",
        )  # fmt: skip
        t.allocate(
            name,
            t.safeguarder,
            "Child protection plan. Has worked with refuges.",
            reason="TSPROC",
            handed_over="Joint visit to the refuge. Chronology read together, both closures included.",
        )
    return plans, harms


def _held(t: Telling, name: str, meeting: str, held_on: date, known: list[str]) -> str:
    says = (
        '"I want him not to know where we are."'
        if name == TYLER
        else 'Drew a house with no door. Said: "so nobody gets in".'
    )
    proposal = ConferenceProposal(
        meeting_id=meeting, held_on=held_on, quorate="yes", plan_agreed=True, category="EMO", grounds=("evidence",),
        because="Of one mind. The children have lived with this for years and it came close to killing their mother.",
        significant_harm="Have suffered and are likely to suffer significant harm.",
        outline_plan="Stay at a safe address. Tyler to be offered someone to talk to. Police to share every call. Core group in ten working days.",
        present=met((t.assessor.name, "Children's social care"), ("Sergeant", "Police", "High risk."), ("School nurse", "Health"), ("Designated safeguarding lead", "Quarryside Primary", "Should have pressed harder in the spring."), (STACEY, "Family")),
        views=(
            View(whose="child", who=name.split()[0], words=says),
            View(whose="family", who=STACEY, words="\"I should have gone years ago. Help me keep them here.\""),
            View(whose="family", who=DEAN, no_view_because="In custody; his solicitor was written to and has not replied."),
        ),
        next_review=due(FIRST_REVIEW, held_on),
        aims=(
            Aim(harm_id=known[0], what_must_change="Dean has no contact with the children or their home.", who=STACEY, by_when=held_on + timedelta(days=30)),
            Aim(harm_id=known[-1], what_must_change="Tyler and Lacey have somebody of their own to talk to.", who="School", by_when=held_on + timedelta(days=60)),
            Aim(harm_id=known[0], what_must_change="Stacey is supported to give evidence and to stay safe afterwards.", who="Domestic abuse service", by_when=held_on + timedelta(days=90)),
        ),
    )  # fmt: skip
    return made(t.decide(t.chair, record_an_initial_conference, name, proposal), CpPlanStarted).cp_plan_id


VISITS = (
    (366, "\"It's weird here but it's quiet.\"", "One room, bunk beds, a poster up already."),
    (352, "\"I slept all night. Don't tell Mum I said I don't usually.\"", "Colour in his face."),
    (338, "\"Lacey still wets the bed. I change it so she won't get told off.\"", "Refuge worker says he is up before everyone."),
    (322, "\"I had a fight at school. He said my dad's in prison.\"", "Ashamed, and glad to be asked."),
    (308, "\"We might get a house.\"", "Stacey has an offer of a council tenancy. Address to stay confidential."),
    (290, "\"My room's got a lock.\"", "New home: two bedrooms, second-hand sofa, a chain on the door."),
    (268, "\"I see Mr Pask on Tuesdays. He doesn't make me talk.\"", "Counselling has begun."),
    (246, "\"My cousin sent me a thing from Dad.\" Showed me the message.", "Shaking. Stacey did not know. Police told the same day."),
    (226, "\"I blocked him. He'll make a new one.\"", "Checked the phone together."),
    (205, "\"I got player of the match.\"", "Ran to the door to tell me."),
    (184, "\"Mum's going to have a baby. Is Dad going to know?\"", "He had not told anybody he was worried."),
    (160, "\"I like it here. I don't want to move again.\"", "Friends in the street."),
    (139, "", ""),
    (118, "\"If you stop coming, who do I tell?\"", "Asked it at the door, as I was leaving."),
    (92, "\"Five out of ten is normal, right? I'm a seven.\"", "Growing. New glasses."),
    (67, "\"Nan says he's up for parole.\"", "Stacey had not been told by the victim service. I rang."),
    (40, "\"I don't want to talk about him. I want to talk about secondary.\"", "School application done with Stacey."),
    (19, "\"Tell them I want it to carry on till I know.\"", "Clear, calm, had thought about what to say to the conference."),
)  # fmt: skip


def _the_plan(t: Telling, plans: dict[str, str], harms: list[str]) -> None:
    helper = t.who("support_worker", "safeguarding")
    for number, (ago, said, noticed) in enumerate(VISITS):
        t.on(ago, 16)
        by = t.safeguarder
        seen, why = ("yes", "") if said else ("no", "Away on the school trip. Seen at school the week after.")
        went = helper if number in (6, 13) else None
        t.visit(
            by,
            TYLER,
            said=said,
            noticed=noticed,
            seen=seen,
            bedroom="yes" if number % 3 == 0 else "",
            not_seen_because=why,
            where="school" if number in (3, 9) else "home",
            made_by=went,
        )
        if number % 2 == 0:
            t.on(ago, 17)
            t.visit(
                by,
                LACEY,
                said="Showed me her reading book and read me two pages.",
                noticed="Close to Tyler; checks where he is.",
                alone="no",
            )
        _along_the_way(t, ago, plans, harms)


def _along_the_way(t: Telling, ago: int, plans: dict[str, str], harms: list[str]) -> None:
    """What else happened around each visit."""
    by = t.safeguarder
    if ago in (338, 268, 184, 92):
        t.on(ago - 1, 15)
        talked = SupervisionHeld(
            supervision_id=t.desk.fresh(), held_on=t.day(ago - 1), supervisor_id=t.manager_of(by).worker_id, worker_id=by.worker_id,
            agreed="Read both closures again. What would we have to see this time that we did not look for then? Tyler alone, every visit.",
        )  # fmt: skip
        t.note(t.manager_of(by), TYLER, talked)
    if ago in (366, 322, 290, 246, 205, 160, 118, 67):
        t.on(ago - 2, 11)
        for name in BOTH:
            group = CoreGroupHeld(
                core_group_id=t.desk.fresh(), cp_plan_id=plans[name], meeting_id=t.desk.fresh(), held_on=t.day(ago - 2),
                present=met((by.name, "Children's social care"), ("School nurse", "Health"), ("Designated safeguarding lead", "Quarryside Primary"), (STACEY, "Family")),
                progress="Aims one and three are kept to. The children's sleep is the group's worry now." if ago > 250 else "The message through the cousin changes what safe means. Police will warn the cousin.",
            )  # fmt: skip
            t.note(by, name, group)
    if ago == 308:
        t.on(300, 14)
        for harm, what in (
            (harms[0], "Non-molestation order for two years; Stacey has reported each breach within the day."),
            (harms[1], "Dean is in prison for the assault and is not to go near the children on release."),
        ):
            t.note(
                by,
                TYLER,
                ProtectionRecorded(
                    protection_id=t.desk.fresh(), harm_id=harm, what=what, removes_risk="yes", start=t.day(300)
                ),
            )
        for name in BOTH:
            t.ended(by, name, AddressRecorded, t.day(300), lines=REFUGE)
            t.address(name, "9 Yarrow Court, a town in Wrenshire", "QX5 7WB", since=t.day(300), confidential=True)
        _review(t, plans, 293, 1)
    if ago == 139:
        _review(t, plans, 126, 2)
        minutes_of_the_second_review(t)
    if ago == 118:
        tylers_copy(t)
    if ago == 40:
        talk(t, by, 38)
    if ago == 19:
        _before_the_third_review(t, plans)


def _review(t: Telling, plans: dict[str, str], ago: int, number: int) -> None:
    held_on, meeting = t.on(ago, 13), t.desk.fresh()
    changed = (
        "The family are safe and housed. Dean has pleaded guilty. Tyler sleeps."
        if number == 1
        else "Counselling weekly. Attendance 98 per cent. A threat reached Tyler through a cousin, and nothing yet prevents another."
    )
    for name in BOTH:
        said = '"I want it to carry on until he\'s been told."' if name == TYLER else '"I like my new bed."'
        proposal = ReviewProposal(
            cp_plan_id=plans[name], meeting_id=meeting, held_on=held_on, quorate="yes", changed_since=changed, childs_view=said,
            grounds=("evidence",), because="Two of three aims are met. What Tyler fears most has no answer yet." if number == 2 else "Safety is new and untested.",
            present=met((t.safeguarder.name, "Children's social care"), ("School nurse", "Health"), ("Designated safeguarding lead", "Quarryside Primary"), (STACEY, "Family")),
            next_review=due(LATER_REVIEW, held_on),
        )  # fmt: skip
        t.decide(t.chair, continue_a_child_protection_plan, name, proposal)
    if number == 2:
        t.on(ago, 15)
        words = "Six more months is too long a gap. Somebody should see the cousin's family now."
        t.note(
            t.chair,
            TYLER,
            DissentRecorded(
                dissent_id=t.desk.fresh(),
                who="Designated safeguarding lead",
                their_role="School",
                about=t.desk.casefile_to_read(t.ref(TYLER)).of(ReviewConferenceHeld)[-1].entry_id,
                about_what="the review's decision",
                words=words,
                recommends="A strategy discussion about the messages.",
                given_on=held_on,
            ),
        )


def _before_the_third_review(t: Telling, plans: dict[str, str]) -> None:
    before_the_third_review(t)
    t.on(12, 10)
    by = t.safeguarder
    t.note(
        by,
        TYLER,
        PressureRecorded(
            pressure_id=t.desk.fresh(),
            from_whom=t.who("service_manager").name,
            on_whom=by.name,
            felt_on=t.day(12),
            words="Asked twice this week why a plan with two aims met is still open.",
            about=plans[TYLER],
        ),
    )
    report_to_the_third_review(t)
    t.on(6, 14)
    for whose, who, words in (
        ("child", "Tyler", '"Tell them I want it to carry on till I know."'),
        ("family", STACEY, "\"I'm proud of us. I would like it to end. I'm frightened of it ending.\""),
        ("agency", "Quarryside Primary", "Tyler is a different boy. We would not end it before the parole hearing."),
    ):
        t.note(
            by,
            TYLER,
            ViewRecorded(
                view_id=t.desk.fresh(), whose=whose, who=who, words=words, about=plans[TYLER], given_on=t.day(6)
            ),
        )


def _the_baby(t: Telling) -> None:
    t.on(48, 10)
    t.child(BABY, born=t.today + timedelta(days=61), sex="U", due=True)
    t.related("Whitlock", BABY, STACEY, "Mother", lives_with=True, responsible=True)
    t.related("Whitlock", BABY, DEAN, "Father", lives_with=False)
    for name in BOTH:
        t.related("Whitlock", BABY, name, "Brother" if name == TYLER else "Sister", lives_with=True)
    said = "The midwife rang. Stacey is 29 weeks and says Dean is the father, from a prison visit she had told nobody about. Two older children are on a plan."
    contact = t.contact(BABY, said, source="3F", source_name="Wrenshire General Hospital", indicators=["I12"])
    t.on(48, 14)
    referral = t.decide_contact(
        BABY, contact, "referral", "A baby due, brother and sister on a plan, a father who poses a risk."
    )
    t.on(48, 15, 30)
    assessment = t.respond(
        BABY, referral, "strategy discussion", "The indicator is plain. Discussion with police and health."
    )
    t.allocate(BABY, t.safeguarder, "Worker of the older children.")
    t.on(47, 11)
    lead = t.safeguarder
    found = t.decide(
        t.manager_of(lead), hold_a_strategy_discussion, BABY,
        StrategyProposal(
            held_on=t.day(47), outcome="enquiry", joint="single agency", grounds=("evidence",), lead_worker_id=lead.worker_id,
            lead_registered=lead.registered_on(t.day(47)), because="The baby would be born into the same risk.",
            information_shared="Prison: one visit in the spring, booked under Stacey's sister's name. Midwife: every appointment kept. Police: parole hearing in the new year.",
            immediate_safety="No risk before birth. A plan is needed before the baby comes home.",
            present=met((lead.name, "Children's social care"), ("Detective Constable", "Police"), ("Named midwife", "Health")),
        ),
    )  # fmt: skip
    t.on(39, 15)
    harm = HarmRecorded(
        harm_id=t.desk.fresh(), what="Likely to be born into contact with a father who strangled the mother and injured a brother.",
        category="EMO", from_whom=DEAN, known_on=t.day(39),
    )  # fmt: skip
    t.note(lead, BABY, harm)
    found = t.decide(
        lead, decide_the_outcome_of_an_enquiry, BABY,
        OutcomeProposal(
            s47_enquiry_id=made(found, EnquiryStarted).s47_enquiry_id, outcome="conference", grounds=("evidence",),
            childs_account="Not yet born.", because="Harm is likely without a plan from birth.", conference_on=t.day(28),
            findings="Stacey was frightened to tell us of the visit, because of what we did with what she told us before.",
        ),
    )  # fmt: skip
    held_on = t.on(28, 11)
    t.decide(
        t.chair, record_an_initial_conference, BABY,
        ConferenceProposal(
            meeting_id=made(found, ConferenceCalled).meeting_id, held_on=held_on, pre_birth=True, quorate="yes", plan_agreed=True,
            category="EMO", grounds=("evidence",), because="A plan from before birth, so that nobody is surprised on the ward.",
            significant_harm="Is likely to suffer significant harm.", outline_plan="Birth plan with the hospital by week 36.",
            present=met((lead.name, "Children's social care"), ("Named midwife", "Health"), ("Detective Constable", "Police"), (STACEY, "Family")),
            aims=(Aim(harm_id=harm.harm_id, what_must_change="The hospital, police and family know who may visit and who may not.", who=lead.name, by_when=t.today + timedelta(days=20)),),
            views=(View(whose="child", no_view_because="Not yet born."), View(whose="family", who=STACEY, words="\"I'd rather have you in than out.\"")),
            next_review=due(FIRST_REVIEW, held_on),
        ),
    )  # fmt: skip
    t.on(22, 15)
    t.decide(
        t.manager_of(lead), authorise_an_assessment, BABY,
        AuthorisationProposal(
            assessment_id=assessment, outcome="continue", grounds=("evidence",), because="The plan carries the work on.",
            factors=("3B", "4B"), child_seen="no", not_seen_because="Not yet born.",
            analysis="Stacey has kept two children safe for a year. The danger is one man and the people who carry his messages.",
        ),
    )  # fmt: skip
    t.on(16, 13)
    t.visit(
        lead,
        BABY,
        said="Not yet born.",
        noticed="A cot, given by a neighbour. Stacey talked about names.",
        alone="no",
        bedroom="yes",
    )
