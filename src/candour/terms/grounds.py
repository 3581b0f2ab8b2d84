"""What a decision rests on: said openly, so that a lack of money is never written up as a lack of need."""

from candour.terms.code_list import CodeList

GROUNDS = CodeList(
    name="Grounds of a decision",
    source="Candour's own list",
    year="2026 onward",
    codes={
        "need": "What the child needs",
        "evidence": "The strength of the evidence",
        "law": "What the law requires or forbids",
        "resources": "What was available: money, staff or places",
        "instruction": "An instruction from someone senior",
        "other": "Something else",
    },
)
