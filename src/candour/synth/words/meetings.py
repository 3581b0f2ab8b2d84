"""What workers write of visits, meetings and talks: who was seen, what was said, what comes next."""

BABY_SAID = (
    "Too young to say. Alert, warm and smiling at {carer}.",
    "Too young for words. Followed {carer} with {his} eyes and settled quickly when held.",
    "Not yet talking. Reached for {carer} when I spoke.",
    "Not yet talking. Crawled to me and back to {carer}, three times, delighted.",
    "Too young to say. Sleepy and pale; {carer} says a cold.",
)
UNBORN_SAID = ("Not yet born.",)
SMALL_SAID = (
    "Showed me a drawing of the house with everybody in it and a big dog they do not have.",
    '"Mummy was sad but now she\'s better."',
    'Played with cars on the mat. Said "no shouting today".',
    '"I like my nursery. I don\'t like the dark."',
    "Would not talk at first. Then told me the cat sleeps on {his} bed.",
    '"My tummy hurts when it\'s loud."',
    "Put the doll to bed and told it not to make a sound.",
    '"I got a new toothbrush. It\'s got a shark."',
)
CHILD_SAID = (
    '"It\'s calmer now. I can do my homework in the kitchen."',
    '"I want everyone to stop asking me things."',
    '"I don\'t want to go back to how it was."',
    '"I told my teacher because she listens."',
    '"When they argue I put the pillow over my head."',
    '"I like it when Nan comes. She makes proper tea."',
    '"Can you tell Mum I\'m not cross with her?"',
    'Talked about football for ten minutes and then said "it\'s all right, I suppose".',
    '"I\'d give home five out of ten. Last time it was three."',
    '"I get scared when the door goes."',
    '"My brother took the blame and it was me."',
    '"We had a picnic in the front room because of the rain."',
    '"I keep my shoes by my bed."',
    "Answered every question with one eye on the door.",
    '"I wish it was Tuesday every day. Tuesday is swimming."',
    '"Are you allowed to tell my teacher?"',
    '"I drew us. I made everyone the same size."',
    '"Mum laughed yesterday. I counted."',
)
TEEN_SAID = (
    '"You lot come, you write it down, nothing changes."',
    '"I\'m fine. I just want to finish my exams."',
    '"I don\'t need a social worker. But you can text me."',
    "\"I sleep better at my mate's. It's quiet there.\"",
    '"I want to be asked first, before you talk to them."',
    '"I\'ll talk to you but not with Mum in the room."',
    "\"It's better since he left. I didn't think I'd say that.\"",
    '"I know what they want me for. I\'m not stupid."',
    '"Ask me about music. I can talk about music."',
    '"Did you actually read the last one\'s notes, or do I start again?"',
    "Shrugged at most of it. Laughed once, at the dog.",
    '"I got a four in maths. Nobody asked, but I did."',
    '"It\'s my mum you want to be worried about."',
    "\"If I say something's wrong, they'll move me. So nothing's wrong.\"",
    '"I had a good week. Write that down too."',
    '"I don\'t want my name on a list."',
)
NOTICED = (
    "Home clean and warm, food in the fridge.",
    "Home untidy but safe; beds made, washing on the line.",
    "{child} looked tired and had not eaten breakfast.",
    "{carer} spoke kindly to {child} and sat on the floor to play.",
    "{carer} was short with {child} and kept looking at the phone.",
    "{child} had grown and was in clean uniform.",
    "{other} was at the address and left when I came.",
    "Curtains closed at noon. {carer} had just got up.",
    "{child} stayed close to {carer} and did not want to show me the bedroom at first.",
    "A hole in the bedroom door which was not there last time.",
    "The stair gate asked for last time has been put up.",
    "{child} and {carer} finished each other's sentences.",
    "Damp on the bedroom wall; photographs taken for housing.",
    "{child} was sent out of the room twice while we spoke.",
    "Letters from school unopened on the side.",
    "New curtains, and pride in them.",
    "The television on throughout. {carer} turned it down when asked.",
    "{carer} had written a list of questions for me.",
    "{child} made us both tea.",
)
NEXT = (
    "See {child} at school next time.",
    "Ring school about attendance.",
    "Chase the health visitor for the weights.",
    "Take the housing letter to the team.",
    "Talk to {other} alone.",
    "Ask the family who they want at the next meeting.",
    "Bring the feelings cards for {child}.",
    "Check that the referral to the freedom programme was received.",
    "Nothing new. Next visit as planned.",
    "Send {carer} the dates in writing.",
    "Find out why the school nurse appointment was missed.",
    "Ask for the police log since June.",
    "Take {child} out for an hour, away from the house.",
    "Write to {child} to say what I did about what was asked.",
    "Bring the plan in plain words for {carer} to keep.",
)
NOT_SEEN = (
    "Nobody answered. Curtains moved. I left a card and rang twice.",
    "{child} was on a school trip.",
    "{carer} said {child} was asleep and would not wake {him}.",
    "{child} had gone out and did not come back while I was there.",
    "{carer} rang to put it off because of a stomach bug.",
)
CORE_GROUP = (
    "School reports attendance of 94 per cent. {carer} came and spoke up.",
    "Little has moved since last time. {other} did not come.",
    "Health visitor is pleased with the weights. The plan's first two steps are done.",
    "{carer} said the plan is too long. We agreed the three things that matter most.",
    "{child}'s drawing was shared. The group heard that {he} still worries at night.",
)
SUPERVISION = (
    "Talked through what {child} says against what the adults say. See {child} alone twice before the next meeting.",
    "Drift: same worries as three months ago. Set a day to decide.",
    "Good work with {carer}. Keep the visits steady and start to plan the ending.",
    "Ask for a legal view if the next four weeks bring no change.",
    "Worker's own worry about going alone was heard. Visit in pairs.",
    "{child} has been seen, but has {he} been heard? Start the next visit from what {he} said in the last.",
    "Agree who tells the family what, and when.",
    "The chronology is out of date. Half a day set aside for it.",
    "What would tell us we are wrong about this family?",
)
SHARED = (
    "Police: two calls to the address in six months. Health: appointments missed. School: {child} more withdrawn since term began.",
    "Police hold no record of {other}. The GP has seen {child} twice for stomach pains with no cause found. School is worried.",
    "Health shared the paediatrician's first view. Police will speak to {other} today. School will keep {child} until we arrive.",
    "Everything known was put together on one page; it shows a pattern that no agency had seen alone.",
)
SAFETY = (
    "{carer} and the children stay with family tonight.",
    "{other} has agreed to stay away until the enquiry is done.",
    "Safe to remain at home; a worker calls each evening.",
    "{school} keeps {child} in the building until a social worker arrives.",
)
PARTS = (
    ("Saw {child} alone at school", "{child} gave the same account twice, in {his} own words and without being led."),
    ("Spoke with {carer} at home", "{carer} was upset and gave an account that fits in part with what {child} said."),
    ("Checked with the GP", "Two missed appointments and one unexplained visit to the emergency department."),
    ("Child protection medical", "The paediatrician's opinion is in the letter on file. The marks are older than a week."),
    ("Spoke with {other}", "{other} denied it and was angry, then asked what would happen next."),
    ("Checked with the police", "Intelligence on file about the address; nothing that stands against {carer}."),
)  # fmt: skip
ACCOUNT = (
    '"I told you already. It happened in the kitchen and then I went upstairs."',
    '"It was only once. I don\'t want anyone to get in trouble."',
    '"He does it when he\'s been drinking. Mum tells him to stop."',
    '"I fell. I did fall. But he was chasing me."',
    '"You can write it down. I\'m not saying it again."',
    '"I thought it was normal till I stayed at Ella\'s."',
)
TOOK_BACK = (
    '"I made it bigger than it was because I was cross."',
    '"I fell off the wall. Ask anyone, they were all there."',
    '"I said it because she took my phone."',
    '"It wasn\'t like that. People heard it wrong."',
)
NO_ACCOUNT = (
    "No account: too young for words. Seen with {carer}, held and settled.",
    "{child} did not want to talk and was not pressed. {he_} knows who to go to.",
)
FOUND = {
    "conference": (
        "Harm has happened and is likely to go on without a plan. The accounts of school and police bear {child} out.",
        "The pattern over the past year is one of significant harm, and {carer} cannot yet keep {child} from it.",
    ),
    "substantiated no continuing risk": (
        "It happened as {child} said. {other} has gone and {carer} has acted to keep {child} safe.",
        "Harm found. The adult who caused it has no further access and the family have a safe plan.",
    ),
    "not substantiated": (
        "The account given fits the injury, and the paediatrician agrees. Help is still wanted.",
        "Nothing found to bear out the concern. {carer} was open throughout.",
        "Accounts differ and cannot be settled. No sign of harm in what was seen.",
    ),
}
