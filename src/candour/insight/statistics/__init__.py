"""Counting with its uncertainty: what would be ordinary, and how sure one can be. It knows nothing of children's records."""
