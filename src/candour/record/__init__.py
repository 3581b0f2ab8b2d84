"""What happened: an append-only, sealed record, and the case file it tells.

An entry is never changed or removed. A mistake is put right by a later entry that points at it.
"""
