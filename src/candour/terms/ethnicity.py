"""A child's ethnic background, in the list shared by the children in need and looked after returns."""

from candour.terms.code_list import CodeList

ETHNICITY = CodeList(
    name="Ethnicity",
    source="Children in need census guide 2023-24, section 3.1",
    year="2023-24 to 2025-26",
    codes={
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WIRT": "Irish Traveller",
        "WROM": "Gypsy or Roma",
        "WOTH": "Any other White background",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "Any other mixed background",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "CHNE": "Chinese",
        "AOTH": "Any other Asian background",
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "Any other Black background",
        "OOTH": "Any other ethnic group",
        "REFU": "Prefers not to say",
        "NOBT": "Not asked or not known yet",
    },
    groups={
        "White": ("WBRI", "WIRI", "WIRT", "WROM", "WOTH"),
        "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
        "Asian": ("AIND", "APKN", "ABAN", "CHNE", "AOTH"),
        "Black": ("BCRB", "BAFR", "BOTH"),
        "Other": ("OOTH",),
        "Not known": ("REFU", "NOBT"),
    },
)
