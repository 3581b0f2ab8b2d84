"""What we hand out: letters, plans, minutes, chronologies and summaries, told by the record and not typed.

Each is made for one reader. What that reader may not see is left out by rule, and the sender sees what and why.
"""
