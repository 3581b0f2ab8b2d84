"""The category under which a child is made the subject of a child protection plan."""

from candour.terms.code_list import CodeList

CATEGORY_OF_ABUSE = CodeList(
    name="Category of abuse",
    source="Children in need census guide 2023-24, section 5.2",
    year="2023-24 to 2025-26",
    codes={
        "NEG": "Neglect",
        "PHY": "Physical abuse",
        "SAB": "Sexual abuse",
        "EMO": "Emotional abuse",
        "MUL": "More than one category, or none recommended",
    },
)
