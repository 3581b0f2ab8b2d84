"""Why a child's social worker changed."""

from candour.terms.code_list import CodeList

WORKER_CHANGE_REASON = CodeList(
    name="Reason the worker changed",
    source="Looked after return, SW_REASON (open validator, rule SW13STG1)",
    year="2023-24 onward",
    codes={
        "FCONTA": "First contact, or referred again",
        "TSPROC": "Planned move between teams",
        "LEFTRL": "The last worker left the post",
        "ABSENC": "Cover for an absence, or the worker came back",
        "MANAGE": "To balance caseloads",
        "ORGRST": "Teams were reorganised",
        "CHCHAN": "The child asked",
        "PCCHAN": "A parent or carer asked",
        "SWDIED": "The last worker died",
        "OTHERS": "Another reason",
    },
)
