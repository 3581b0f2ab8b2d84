"""Why work with a child came to an end."""

from candour.terms.code_list import CodeList

REASON_FOR_CLOSURE = CodeList(
    name="Reason for closing",
    source="Children in need census guide 2023-24, section 4.7",
    year="2022-23 to 2025-26",
    codes={
        "RC1": "Adopted",
        "RC2": "Died",
        "RC3": "Child arrangements order made",
        "RC4": "Special guardianship order made",
        "RC5": "Another council has taken over",
        "RC6": "Moved to adult social care",
        "RC7": "No longer in need, or services ended for another reason",
        "RC8": "Assessed, and nothing further needed",
        "RC9": "Assessed, then passed to early help",
    },
)
