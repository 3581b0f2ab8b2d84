"""What we owe to others: returns made from the tables, with every difference from the record listed.

Reads the dataset's tables only; a return never changes the record.
"""
