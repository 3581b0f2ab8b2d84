"""What people tell the front door, what has hurt the child, and what would have to change: by kind of trouble."""

from collections.abc import Mapping, Sequence

Bank = Mapping[str, Sequence[str]]

# Each is about {child}; {carer} is the grown-up at home and {other} another grown-up.
SAID: Bank = {
    "domestic abuse": (
        "Neighbours called 999 because of shouting and a smashed window. {child} was on the stairs when officers arrived.",
        "{carer} had a cut lip and said {other} had pushed past in the hall. {child} was in the next room.",
        "{child} rang a grandparent at night because {carer} was crying in the bathroom and {other} was at the door.",
        "{other} came to the address in spite of the non-molestation order and kicked the front door.",
        "{child} was quiet all morning, then said the adults had been fighting again and nobody slept.",
        "{carer} said {other} takes the phone and the bank card, and that {child} has started to copy the names {other} uses.",
    ),
    "neglect": (
        "{child} has come in hungry four days out of five and in the same clothes, which smell strongly.",
        "Three dental appointments have been missed. {child} has pain and two teeth that need to come out.",
        "The house was cold, with no food in the cupboards and animal mess on the kitchen floor.",
        "{child} was collected an hour late, for the third time, by an adult who seemed to be under the influence.",
        "Attendance is 61 per cent. When {child} is in, {he} falls asleep by mid-morning.",
        "Head lice have not been treated since September although lotion was given twice.",
    ),
    "physical abuse": (
        "{child} has a bruise on the left upper arm in the shape of fingers and says {other} grabbed {him}.",
        "{child} flinched when a member of staff raised a hand to point at the board, and said {he} thought {he} would be hit.",
        "There is a mark across the back of {child}'s legs. {carer} says a fall; {child} says a belt.",
        "{child} told a friend's parent that {he} gets 'battered' when {he} spills things.",
    ),
    "sexual abuse": (
        "{child} told a friend that an older cousin touched {him} under {his} clothes at a family party.",
        "{child} used words for parts of the body and acts that a child of this age would not be expected to know.",
        "A man with a conviction for offences against children has been seen at the address twice this week.",
        "{child} showed another pupil an image on a phone and said somebody at home had sent it.",
    ),
    "emotional abuse": (
        "{child} said {carer} tells {him} every day that {he} ruined everything by being born.",
        "{carer} shouted at {child} in the waiting room for several minutes and nobody could calm the situation.",
        "{child} pulls out {his} hair and says it is because {he} is bad, as {he} is told at home.",
        "The parents use {child} to carry messages and threats to each other.",
    ),
    "baby at risk": (
        "The midwife is worried that {carer} has missed five appointments and is using cocaine in pregnancy.",
        "{carer} lives with {other}, whose older child was removed four years ago because of injuries.",
        "The health visitor has not been let in since the birth visit, and weight gain is slow.",
        "{carer} said the crying is too much and was seen to put the baby down roughly.",
        "There is a small bruise on the baby's cheek. {carer} says a toy fell. The baby does not yet roll over.",
    ),
    "disability": (
        "{carer} asks for an assessment: {child} does not sleep more than three hours and {carer} is worn out.",
        "{child} has had four seizures this month and the family cannot manage the stairs any longer.",
        "The holidays are coming and there is no short break in place. {carer} has lost a job over it.",
        "{child} runs into the road without warning and two adults are needed to take {him} out safely.",
    ),
    "parent's health": (
        "{carer} was taken to hospital after an overdose. {child} found the tablets and rang for help.",
        "{child} does the shopping and gives {carer} the evening medicine, and has stopped seeing friends.",
        "{carer} has relapsed and {other} cannot get time off work to look after {child}.",
    ),
    "acute stress": (
        "The family have been given notice to leave and are sleeping in one room at a friend's.",
        "{carer} says everything has come at once since the death in the family, and {child} will not leave the house.",
        "{child} has not been at school for five weeks and {carer} says {he} is too anxious to get dressed.",
        "{carer} rang in tears and said there is nobody left to ask.",
    ),
    "conflict at home": (
        "{carer} says {child} cannot come home tonight after an argument in which a door was broken.",
        "{child} has been staying at different friends' homes and says {he} will not go back while {other} is there.",
        "Police were called because {child} and {carer} were fighting over a phone. Nobody was hurt.",
        "{carer} and {other} are in court over contact and each says the other is lying about {child}.",
    ),
    "exploitation": (
        "{child} was found forty miles away in a flat with three adults, two phones and a quantity of cannabis.",
        "{child} has new trainers and a second phone that nobody at home paid for, and is out until three.",
        "{child} was stopped with a knife and said {he} needs it because {he} owes somebody.",
    ),
    "sexual exploitation": (
        "{child} has been getting into a silver car outside school. The driver looks to be in his twenties.",
        "{child} came home with bruised thighs and a new phone and will not say where {he} was.",
        "Messages on {child}'s phone ask for pictures in exchange for vapes and lifts.",
    ),
    "no money": (
        "The family have no recourse to public funds and have eaten from the food bank for three weeks.",
        "The electricity has been off since Friday and {carer} has no way to top up the meter.",
    ),
    "living with relatives": (
        "{child} has lived with {carer} since the spring and nobody has put anything on a legal footing.",
        "{child}'s parents are abroad and {carer} does not know when they will come back.",
    ),
}  # fmt: skip

# The same about a child under three, who says nothing and goes nowhere alone.
SAID_OF_A_SMALL_CHILD: Bank = {
    "domestic abuse": (
        "Police were called to shouting. {child} was in a cot in the next room and there was broken glass on the floor.",
        "{carer} had a cut lip and was holding {child}. {other} had left before officers came.",
        "{other} came to the address in spite of the non-molestation order while {carer} was feeding {child}.",
    ),
    "neglect": (
        "{child} was in a wet nappy in a cold room and the only milk in the house had gone off.",
        "Three appointments for immunisations have been missed and nobody answers the door.",
        "{carer} was found asleep and hard to wake with {child} on the floor beside a lit candle.",
    ),
    "physical abuse": ("{child} has a bruise on the back which {carer} cannot explain.",),
    "emotional abuse": (
        "{carer} shouted at {child} in the waiting room for several minutes and nobody could calm it.",
    ),
    "disability": ("{child} was born with a condition that needs care day and night, and {carer} is worn out.",),
}

HARM: Bank = {
    "domestic abuse": (
        "Hears and sees {other} assault {carer}. Has tried to get between them.",
        "Was in the room when {other} put hands round {carer}'s neck.",
        "Lives with constant fear of {other} coming to the house.",
    ),
    "neglect": (
        "Goes without food, clean clothes and treatment for pain over months.",
        "Is left with nobody fit to look after {him} when {carer} has been drinking.",
        "Misses so much school and so many appointments that {his} health and learning suffer.",
    ),
    "physical abuse": (
        "Bruising to the arms caused by being grabbed; {child} named {other}.",
        "Hit with a belt. Marks seen by the paediatrician and judged not accidental.",
    ),
    "sexual abuse": (
        "Touched sexually by an older relative at a family party.",
        "In the same home as a man convicted of offences against children.",
    ),
    "emotional abuse": (
        "Told daily that {he} is unwanted; pulls out {his} hair.",
        "Drawn into the parents' dispute and made to choose between them.",
    ),
    "baby at risk": (
        "Drug use in pregnancy and missed antenatal care.",
        "Living with an adult who injured another child.",
        "Rough handling seen, and no account of a bruise that fits.",
    ),
    "disability": ("Care needs not met at night; at risk on the road.",),
    "parent's health": ("Left to care for {carer} and for {himself}; found {carer} after an overdose.",),
    "acute stress": ("Missing education and growing more frightened of leaving home.",),
    "conflict at home": ("Locked out at night and sleeping at strangers' homes.",),
    "exploitation": (
        "Made to carry drugs and in debt to the people who supply them.",
        "Found in a house used for dealing, with adults who had weapons.",
    ),
    "sexual exploitation": ("Given phones and lifts by adult men in exchange for sexual images and contact.",),
    "no money": ("Cold and hungry at home for weeks.",),
    "living with relatives": ("Nobody has the right to agree to treatment or school for {him}.",),
}

PROTECTION: Bank = {
    "domestic abuse": (
        "{other} has moved out and a non-molestation order has been in force since the spring.",
        "{carer} and the children have moved to an address {other} does not know.",
        "{other} has finished the perpetrator programme; police have had no call since.",
    ),
    "neglect": (
        "{carer} has kept every dental and medical appointment for four months.",
        "A family support worker is in the home three mornings a week and school sees {child} fed and clean.",
        "{carer} has been free of alcohol since June, shown by testing.",
    ),
    "physical abuse": (
        "{other} no longer lives at the address and sees {child} only with an adult from the family present.",
        "{carer} has finished the parenting course and {child} says nobody hits {him} now.",
    ),
    "sexual abuse": (
        "The relative has no contact. {carer} has signed and kept to a written agreement.",
        "The man is in prison and is not to come within a mile of the address on release.",
    ),
    "emotional abuse": (
        "{carer} has worked with the family therapist since March and the change is plain to see.",
        "Contact is now through a third person and {child} carries no messages.",
    ),
    "baby at risk": (
        "Grandmother lives in and the health visitor sees the baby each week; weight is on its line.",
        "{other} has left the home and {carer} has told the health visitor each time there was contact.",
    ),
}

ANY_PROTECTION = (
    "{school} checks with {child} every morning and rings the same day if something is wrong.",
    "The wider family have agreed who {child} goes to, and {child} has the numbers.",
    "{carer} has accepted help and used it for six months.",
)

AIM: Bank = {
    "domestic abuse": (
        "{other} has no contact with the home unless the core group agrees.",
        "{carer} finishes the freedom programme.",
    ),
    "neglect": (
        "{child} is fed, clean and at school on time every day.",
        "All health appointments are kept and written in the diary.",
    ),
    "physical abuse": ("Nobody uses physical punishment on {child}.", "{other} is not alone with {child}."),
    "sexual abuse": ("{child} has no contact with the person {he} named.", "{child} is offered therapeutic support."),
    "emotional abuse": (
        "{child} hears something warm from {carer} every day.",
        "{child} is kept out of adult arguments.",
    ),
    "baby at risk": (
        "The baby is weighed weekly and gains as expected.",
        "{carer} tests free of drugs for three months.",
    ),
}
ANY_AIM = (
    "{child} knows who to go to when {he} is worried, and says so.",
    "The adults keep to the routine agreed with the family support worker.",
)

STRENGTH = (
    "{carer} is open about what has gone wrong and has let workers in every time.",
    "{child} is close to {his} grandmother, who sees {him} every weekend.",
    "School is a place where {child} feels safe and is liked.",
    "The children look after one another and are affectionate with {carer}.",
)
RISK = (
    "Progress has not lasted before when help stopped.",
    "{other} plays down what happened and has not taken up the course offered.",
    "There is little support from the wider family.",
    "What {child} needs is more than {carer} can give alone.",
)
