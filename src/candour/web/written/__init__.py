"""Written work on pages: writing together, proposing, finishing, and reading before one's name is put to it."""

from candour.web.written import finishing, proposals, writing

__all__ = ["finishing", "proposals", "writing"]
