"""The witness's commands. It needs no record and no settings: only its own folder."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from candour.cli.witnessing import Witnessing
from candour.cli.wrong import Wrong
from candour.witness import keeping
from candour.witness.trouble import Trouble

P = ParamSpec("P")
T = TypeVar("T")


def witnessing() -> Witnessing:
    """What the command hands on to, for a witness."""
    return Witnessing(
        new=_said(keeping.new),
        watch=_said(keeping.watch),
        retire=_said(keeping.retire),
        serve=_said(keeping.serve),
    )


def _said(done: Callable[P, T]) -> Callable[P, T]:
    """The same, with what the person can put right said at the terminal."""

    def saying(*given: P.args, **named: P.kwargs) -> T:
        try:
            return done(*given, **named)
        except Trouble as trouble:
            raise Wrong(str(trouble)) from None

    return saying
