"""What a worker types into each kind of written work: their own judgement, section by section; the record knows the rest."""

TYPED = {
    "assessment": {
        "child": "Seen: She answers for herself and looks at the door when a car stops. Opinion: She is watchful and not "
        "withdrawn. She tells what happened in the same words each time, to three different people.",
        "needs": "Seen: She eats well at school and little at home on Mondays. Told by Ms Lane: her reading has gone up two "
        "levels since September. She needs to sleep, and to know who comes through the front door.",
        "parenting": "Seen: Her mother lets her finish her sentences and sits on the floor with her. Told by Dina Hale: "
        "\"I did not believe her the first time, and I have to live with that.\" Opinion: She acts quickly once she believes, and "
        "the change of locks was her own idea. What is missing is somebody for herself.",
        "environment": "Seen: Two rooms, warm, with a bolt on the bedroom door that the child asked for. The rent is eight weeks "
        "behind. The grandmother is ten minutes away and not asked, because of an old quarrel about him.",
        "analysis": "She has been hurt more than once by a man who lived in her home, and her own account, the marks and the "
        "school's log agree. He has gone, and the order keeps him from the house. Hypothesis: the order is kept while he believes "
        "that somebody is watching; when visits thin out he will try the school first. A call to the school, or a message through his "
        "brother, would bear this out; three quiet months with fewer visits would speak against it. If nothing more is done, her "
        "safety rests on one frightened adult who is behind with the rent, and a move in a hurry would take away the school, "
        "which is where she first told.",
        "next": "The school and her mother agree what happens at the gate. Somebody helps with the rent before the hearing. She "
        "has a person of her own to talk to. Her mother is offered the group on Thursdays.",
    },
    "conference_report": {
        "why": "She told her teacher on a Monday, unprompted, and told it again to the doctor and to me.",
        "family": "Told by Dina Hale: \"I want you to see it working.\" Her father has been written to twice and has not answered.",
        "analysis": "She has suffered significant harm: more than one assault with a belt, with marks of two ages. It is likely to "
        "happen again if he comes back, and he has said that he means to. What protects her is new and has not been tried. Opinion: her "
        "mother will keep to it with help, and alone I am not sure. What I do not know is whether he has a key to the back door.",
        "recommends": "A plan, for physical abuse. I would change my mind if he were in custody until the summer.",
    },
    "core_group_record": {
        "progress": "Seen: The gate is kept; he has not been seen there. Seen: She walked in with a friend for the first time. The rent "
        "is agreed at five pounds a week. Nobody has yet spoken with the grandmother.",
        "next": "School tells us the same day if he is seen. I see the grandmother with Dina by the end of the month.",
    },
    "plan": {
        "aims": "We shall know it works when she sleeps through, and when her mother rings us before we ring her.",
        "contingency": "If he is seen at the gate or the house: police at once, and a strategy discussion the same day.",
    },
    "minutes": {},
    "closing_summary": {
        "changed": "Seen: She sleeps, and the bolt has been taken off the door. Her mother rang us twice before we rang her. The rent is paid "
        "up. He has kept away since the order, through two months of few visits.",
        "return": "If he comes to the house or the school, or if she asks for us.",
    },
}  # fmt: skip
READ = "It says what was seen and by whom, and what would disprove it. I rely on the three accounts that agree."
