"""The ways in which a child is disabled; more than one may apply, but "none" stands alone."""

from candour.terms.code_list import CodeList

NO_DISABILITY = "NONE"

DISABILITY = CodeList(
    name="Disability",
    source="Children in need census guide 2023-24, section 3.2",
    year="2023-24 to 2025-26",
    codes={
        "NONE": "Not disabled",
        "MOB": "Moving about",
        "HAND": "Using hands",
        "PC": "Washing, dressing and other personal care",
        "INC": "Continence",
        "COMM": "Communicating",
        "LD": "Learning",
        "HEAR": "Hearing",
        "VIS": "Sight",
        "BEH": "Behaviour, including ADHD",
        "CON": "Consciousness, including seizures",
        "AUT": "Autism, diagnosed by a doctor",
        "DDA": "Another disability that equality law recognises",
    },
)
