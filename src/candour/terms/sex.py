"""A child's sex as the returns have recorded it since 2024-25."""

from candour.terms.code_list import CodeList

SEX = CodeList(
    name="Sex",
    source="Rules of the children in need census and the looked after return (open validators, rules 4180, 8750 and 101)",
    year="2024-25 onward",
    codes={"F": "Female", "M": "Male", "U": "Not known, or not yet born"},
)
