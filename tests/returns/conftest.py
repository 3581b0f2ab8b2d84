"""The tests of returns use the same words as those of imports."""

from tests.intake.conftest import begin_again, bring_in, send_out

__all__ = ["begin_again", "bring_in", "send_out"]
