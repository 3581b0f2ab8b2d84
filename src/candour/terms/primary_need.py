"""The main reason a child needs help: where two fit equally, the one higher in the list is used."""

from candour.terms.code_list import CodeList

PRIMARY_NEED = CodeList(
    name="Main need",
    source="Children in need census guide 2023-24, section 4.5",
    year="2023-24 to 2025-26",
    codes={
        "N1": "Abuse or neglect",
        "N2": "The child's disability or illness",
        "N3": "A parent's disability, illness or addiction",
        "N4": "A family under acute stress",
        "N5": "A family that is not functioning well",
        "N6": "Behaviour that society does not accept",
        "N7": "Low income",
        "N8": "Absent parents, including unaccompanied asylum-seeking children",
        "N9": "Not in need: adoption support after adoption from care",
        "N0": "Not stated",
    },
)
