"""How anybody can tell that the record was not bent: the tree over its leaves, and notes that others sign.

Nothing here knows what an entry is: it works on bytes, so a witness or a court can use it without the rest.
"""
