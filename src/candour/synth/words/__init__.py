"""What the invented workers write: plain sentences with a place for a name, put together anew for each child."""

from candour.synth.words.bank import Words

__all__ = ["Words"]
