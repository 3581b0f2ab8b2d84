"""What we may do next: decisions, and the guards each must pass. Pure functions.

Facts are noted and never refused. Decisions pass guards; the desk is the only way either reaches the record.
"""
