"""What was found, told: on the terminal, as a page that stands alone, as a workbook, and for other programs."""
