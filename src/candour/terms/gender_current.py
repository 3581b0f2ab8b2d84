"""A child's gender as the children in need census recorded it up to 2023-24."""

from candour.terms.code_list import CodeList

GENDER_CURRENT = CodeList(
    name="Gender (before 2024-25)",
    source="Children in need census guide 2023-24, section 2.7",
    year="to 2023-24",
    codes={"0": "Not recorded, or not yet born", "1": "Male", "2": "Female", "9": "Indeterminate"},
)
