"""Documents on pages: made for one reader, looked at, sent, printed, and answered."""

from candour.web.papers import choosing, making, sent

__all__ = ["choosing", "making", "sent"]
