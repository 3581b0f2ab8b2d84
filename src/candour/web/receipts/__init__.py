"""Receipts on pages: the sheet a paper leaves with, and the open page where anybody asks after a code."""

from candour.web.receipts import sheet
from candour.web.receipts.asked import check_receipt, receipt_of_code

__all__ = ["check_receipt", "receipt_of_code", "sheet"]
