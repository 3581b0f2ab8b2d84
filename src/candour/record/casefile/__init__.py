"""The case file: what one person's entries add up to today. The same entries always tell the same file."""

from candour.record.casefile.file import Casefile

__all__ = ["Casefile"]
