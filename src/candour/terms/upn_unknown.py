"""Why a child has no unique pupil number on their record."""

from candour.terms.code_list import CodeList

UPN_UNKNOWN = CodeList(
    name="Reason there is no unique pupil number",
    source="Children in need census guide 2023-24, section 2.4",
    year="2023-24 to 2025-26",
    codes={
        "UN1": "Too young for school and not given one yet",
        "UN2": "Never been to a state school in England",
        "UN3": "Goes to school outside England",
        "UN4": "Became a child in need in the year's last week, number still to be found",
        "UN5": "Records disagree and cannot be matched safely",
        "UN6": "Not looked after, and we cannot obtain it",
        "UN7": "Every referral ended with no further action",
    },
)
