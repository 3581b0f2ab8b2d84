"""Documents on pages: made for one reader, looked at, sent, printed, and answered."""

from candour.web.papers import choosing, making, sent, whole_record

__all__ = ["choosing", "making", "sent", "whole_record"]
