"""What an assessment found in a child's life; "no factors" stands alone."""

from collections.abc import Mapping

from candour.terms.code_list import CodeList

NO_FACTORS = "21"

# Groups 1 to 6 are each recorded for the child, a parent or carer, and anyone else at home.
_WHOSE: Mapping[str, str] = {"A": "the child", "B": "a parent or carer", "C": "someone else at home"}
_SHARED: Mapping[str, str] = {
    "1": "Alcohol misuse",
    "2": "Drug misuse",
    "3": "Domestic abuse directed at",
    "4": "Mental ill health",
    "5": "Learning disability",
    "6": "Physical disability or illness",
}


def _worded(group: str, letter: str) -> str:
    joined = " " if group == "3" else ": "
    return f"{_SHARED[group]}{joined}{_WHOSE[letter]}"


ASSESSMENT_FACTORS = CodeList(
    name="Factors found at assessment",
    source="Children in need census guide 2023-24, section 4.10",
    year="2021-22 to 2025-26",
    codes={
        **{group + letter: _worded(group, letter) for group in _SHARED for letter in _WHOSE},
        "7A": "Young carer",
        "8B": "Private fostering: from overseas, means to go back",
        "8C": "Private fostering: from overseas, means to stay",
        "8D": "Private fostering: from the UK, for education",
        "8E": "Private fostering: from the UK, in place of living with family",
        "8F": "Private fostering: any other",
        "9A": "Unaccompanied asylum-seeking child",
        "10A": "Goes missing",
        "11A": "Sexual exploitation",
        "12A": "Trafficking",
        "13A": "Gangs",
        "14A": "Behaviour that society does not accept",
        "15A": "Self-harm",
        "16A": "Neglect",
        "17A": "Emotional abuse",
        "18B": "Physical abuse by a child",
        "18C": "Physical abuse by an adult",
        "19B": "Sexual abuse by a child",
        "19C": "Sexual abuse by an adult",
        "20": "Something else",
        "21": "No factors found",
        "22A": "Female genital mutilation",
        "23A": "Abuse linked to faith or belief",
        "24A": "Criminal exploitation",
    },
    retired={"18A": "Physical abuse (by whom not recorded)", "19A": "Sexual abuse (by whom not recorded)"},
)
