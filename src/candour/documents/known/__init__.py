"""The blocks: each tells one thing the record knows."""

from candour.documents.known import life, meetings, protection, voices

__all__ = ["life", "meetings", "protection", "voices"]
