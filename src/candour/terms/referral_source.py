"""Who made a referral."""

from candour.terms.code_list import CodeList

REFERRAL_SOURCE = CodeList(
    name="Source of referral",
    source="Children in need census guide 2023-24, section 4.4",
    year="2022-23 to 2025-26",
    codes={
        "1A": "A relative or carer",
        "1B": "Someone who knows the family, such as a neighbour or childminder",
        "1C": "The child or young person",
        "1D": "Another individual, such as a passer-by or MP",
        "2A": "School",
        "2B": "Education service other than a school",
        "3A": "GP",
        "3B": "Health visitor",
        "3C": "School nurse",
        "3D": "Other primary health service",
        "3E": "Hospital emergency department",
        "3F": "Other health service, such as a hospice",
        "4": "Housing, whether council or association",
        "5A": "This council's social care, such as adults' services",
        "5B": "This council, outside social care and early help",
        "5C": "Another council",
        "5D": "This council's early help",
        "6": "Police",
        "7": "Courts, probation, Cafcass, immigration or prison",
        "8": "Another organisation, such as a charity or children's centre",
        "9": "Anonymous",
        "10": "Not known",
    },
)
