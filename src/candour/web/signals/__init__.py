"""Signals in the web: the questions that patterns ask, one page each, and what the detectors ask."""

from candour.web.signals import detectors, listing, one_signal

__all__ = ["detectors", "listing", "one_signal"]
