"""Why the invented workers decide as they do, and what others say about it."""

CONTACT = {
    "referral": (
        "What is described needs a social worker's decision today.",
        "Third contact in two months, and each worse than the last.",
        "A child's own account. It goes through as a referral.",
        "More than universal services can answer.",
    ),
    "no action": (
        "Known to be in hand: school and the GP are working with the family.",
        "The information is a year old and was looked into then.",
        "Nothing here about a child's welfare beyond what the source already does.",
    ),
    "advice": (
        "Advised the caller whom to speak to in school, and to ring again if it changes.",
        "Case open: passed to the allocated worker the same hour.",
        "Explained what to look out for and what would make this a referral.",
    ),
    "early help": (
        "The family agree to a family support worker. No sign of significant harm.",
        "Passed to the locality team, who know the older brother.",
    ),
}
REFERRAL = {
    "no further action": (
        "Agencies already meet the need and the parent agrees with that view.",
        "The account was checked with school and the GP and is not borne out.",
        "Lives in another area: the information was sent there and received.",
    ),
    "assessment": (
        "The needs described are likely to affect {child}'s health or development without help.",
        "The history together with today's information calls for an assessment.",
        "{carer} asks for help and agrees to an assessment.",
    ),
    "strategy discussion": (
        "Reasonable cause to suspect significant harm. Discussion with police and health today.",
        "{child}'s account and the injury together call for a strategy discussion now.",
    ),
    "immediate protection": ("{child} is in police protection. Strategy discussion at once.",),
}
NO_DISCUSSION = (
    "Spoke with school and the GP within the hour: an accident with many witnesses, and the account has not changed.",
    "The person named moved abroad last year and has no contact. Checked with the police.",
    "Looked into in full six weeks ago; nothing in this contact is new.",
)
ASSESSED = {
    "child in need plan": (
        "{child}'s needs will not be met without a plan. The family agree.",
        "Enough is going well to work with, and enough is not to leave alone.",
    ),
    "strategy discussion": ("What was found in the assessment is harm. A strategy discussion is called.",),
    "continue": (
        "The plan that is running answers what the assessment found.",
        "The enquiry and its plan carry the work on.",
    ),
    "close": (
        "Needs are met within the family and by school. No plan is needed.",
        "The worry was real and has passed. {carer} knows how to come back to us.",
    ),
    "early help": ("Some help is wanted, but not from a social worker. {carer} agrees to early help.",),
}
STRATEGY = {
    "enquiry": (
        "All agencies agree that there is reasonable cause to suspect significant harm.",
        "The injury is unexplained and {child} may be at risk at home tonight.",
    ),
    "no enquiry": ("The threshold is not met on what is known. The assessment carries on.",),
}
CONFERENCE = {
    True: (
        "The conference is of one mind: harm is continuing and a plan is needed to stop it.",
        "The children are likely to suffer significant harm unless the adults change what they do and are helped to.",
        "{child}'s own account weighed most with the conference.",
    ),
    False: (
        "Harm happened, but the person who caused it is gone and {carer} has acted. Help goes on as a child in need.",
        "The threshold for a plan is not met today. Two agencies had doubts and their views are recorded.",
    ),
}
OUTLINE = (
    "Core group within ten working days. Visits at least every ten working days, {child} seen alone.",
    "Written agreement about contact. Parenting work to begin within two weeks. Health and school to report weekly.",
)
CONTINUE = (
    "Change has begun but has not been tested. The plan goes on.",
    "What the plan set out to change has not changed enough.",
    "Two of the four aims are met. The others carry the risk.",
)
CHANGED = (
    "Attendance is up to 93 per cent and {child} is collected on time.",
    "{carer} has come to every core group and says what is hard.",
    "No police call since the last conference.",
    "The home is warm and {child} has {his} own bed.",
    "{other} has left the home and the non-molestation order has been kept.",
)
END_PLAN = (
    "The change has held for six months and every agency sees it. {child} is no longer likely to suffer significant harm.",
    "The harm that brought us here has been answered and the family will be helped on as a child in need.",
)
CLOSE = (
    "The plan's aims are met and the family have people to turn to.",
    "{child} is doing well at school and at home, and says so. Nothing further is needed from us.",
    "The work is done. School and the health visitor remain.",
    "The family have used the help and do not want more. No sign that this is to keep us out.",
)
CLOSE_ASSESSED = (
    "The assessment found that {child}'s needs are met. Closed with the family's agreement.",
    "No need for a social worker was found. Early help will carry on.",
)
WOULD_REOPEN = (
    "A further call to the police from the address.",
    "If {other} comes back to the home.",
    "If attendance falls below 80 per cent again.",
    "If {child} asks.",
    "Any new injury without a clear account.",
)
DIFFERENT = (
    "Last time {other} was still in the home and nobody had told {carer} of his past. Both have changed.",
    "The earlier closure came when the family moved and help stopped. This time the help is in place and stays.",
    "What is different is that {child} was asked and says it is better, and that school sees the same.",
)
LEGAL = (
    "Legal advice taken in supervision: the change since then means the threshold would not be met today.",
    "A legal planning meeting was offered. The view was that the plan had not been tested enough to go to court.",
    "Considered and not taken: the harm that came back was of another kind, and from somebody who has since left.",
)
UNPROTECTED = (
    "Nothing stands between {child} and this yet. The decision is taken knowing it; the next worker must start here.",
    "{other} is to be released in the spring and no condition has been set. Police have been asked.",
)
CHILD_VIEW = (
    "\"I'm glad it's finishing but can I still ring you?\"",
    '"I think we\'re all right now."',
    '"I want it to carry on a bit, in case."',
    "\"I don't care what you decide as long as he doesn't come back.\"",
    '"It\'s been good having someone to talk to."',
    '"You said you\'d stop coming and I want you to."',
)
TOO_YOUNG = (
    "Too young to say; seen settled and well with {carer}.",
    "Not yet talking. Watched at play: at ease, goes to {carer} for comfort.",
)
UNBORN_VIEW = ("Not yet born.",)
NO_CHILD_VIEW = (
    "{child} did not want to talk today; an advocate has been offered.",
    "{child} was away on the day and could not be reached by telephone.",
)
FAMILY_VIEW = (
    '{carer}: "It was hard having you here, but I would not have done it without."',
    "{carer} agrees and would like the family support worker to stay a little longer.",
    "{carer} thinks this should have ended months ago.",
    "{carer} agrees. {other} was written to and has not replied.",
    "{carer} is worried that nobody will come when things go wrong.",
)
AGENCY_VIEW = (
    "School agrees and will keep checking in each morning.",
    "Health visitor agrees: weight and development are as expected.",
    "School would have liked another term of visits.",
    "Police have nothing new to add and support the decision.",
    "The GP has not replied to two letters.",
)
DISSENT = (
    "I do not think three months is long enough to know. {child} looked frightened of {other} at the last core group.",
    "The plan is ending because it is tidy to end it, not because the risk has gone.",
    "I would have wanted a plan. The bruising was never explained to me.",
    "{child} told me in September that {he} lies to social workers when {carer} is in the room.",
)
DIRECTION = (
    "We cannot keep every one of these open. Close it by Friday and refer to early help.",
    "Panel has decided that plans older than fifteen months come off at the next review.",
    "This is a child in need, not a child protection matter. Please step down.",
)
PRESSURE = (
    "Asked three times in a week why this plan is still open. Felt that the answer wanted was a date.",
    "Told in front of the team that my caseload would look better with two fewer plans.",
)
HANDOVER = (
    "Joint visit made. Chronology read together. {child} has met the new worker.",
    "Worker left at short notice; handed over on paper. {child} was told by telephone.",
    "Open tasks listed: dental appointment, school meeting, contact agreement.",
)
LONGER = (
    "{child} is finding it hard to trust. Two more visits at {his} pace before the assessment is finished.",
    "Waiting for the paediatrician's report, which changes what we would advise.",
    "Father has only now been found, and his account belongs in the assessment.",
    "The family were away for two weeks for a funeral.",
)
WHY_LATE = (
    "The interpreter was not free until the following week and the family needed one.",
    "No conference chair was free in time.",
    "The paediatrician's report was awaited.",
    "School holidays: school could not take part before term began.",
)
WHY_ALLOCATED = (
    "Nearest to the family and has room.",
    "Worked with the older brother and is trusted.",
    "Has experience of this kind of harm.",
    "Next in turn; caseload looked at together.",
)
DEPARTED = {
    "police_and_health_took_part": "Health could not be reached out of hours. The paediatrician was spoken to first thing next day.",
    "lead_is_a_registered_social_worker": "The worker's registration is being renewed. The team manager leads in name and sees all of it.",
    "review_is_quorate": "School was closed for the holidays and the health visitor was ill. Both sent reports, which were read out.",
    "conference_is_quorate": "Two agencies gave late apologies. Their reports were read and the decision could not wait.",
    "plan_has_run_past_its_first_review": "Exceptional: the person who caused the harm has been sentenced and the family have moved. Every agency agrees.",
    "threshold_is_named": "Urgent: decided by telephone in the evening. The level will be added to the assessment.",
    "decider_is_a_social_worker": "Duty social worker was out on a visit; the screener wrote it down at the manager's word.",
    "authoriser_is_registered": "Team manager's registration is being renewed; the service manager has read it and agrees.",
    "decider_is_registered": "Written up by the duty worker at the social worker's word.",
    "worker_is_registered_where_protection_runs": "Nobody registered had room this week. The team manager sees the child with the worker.",
    "factors_fit_the_enquiry": "The enquiry found nothing and no factor fits.",
    "aims_are_agreed": "The conference ran out of time. The core group sets the aims within a week.",
}  # fmt: skip
INSTRUCTION = (
    "Until further notice a first police notification of domestic abuse without injury is to be closed at the front door "
    "with a letter, whatever the published threshold says."
)
