"""Grounds and directions: what decisions rested on, from where they were directed, and what came after, in counts."""

from candour.web.grounds import showing

__all__ = ["showing"]
