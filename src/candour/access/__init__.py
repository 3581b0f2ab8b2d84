"""Who may open what, and who did: accounts, roles, one permission module, the log of views, drafts.

Everything is refused that is not allowed here by name.
"""
