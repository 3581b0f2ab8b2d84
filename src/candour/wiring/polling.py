"""The commands of a survey that is being held. They need no record and no settings: only the survey's own folder."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import candour
from candour.cli.survey_held import Polling
from candour.cli.wrong import Wrong
from candour.polling import keeping
from candour.polling.trouble import Trouble

P = ParamSpec("P")
T = TypeVar("T")
GOVUK = Path(candour.__path__[0]) / "web" / "static" / "built" / "govuk.css"


def polling() -> Polling:
    """What the command hands on to, for a survey."""
    return Polling(
        new=_said(keeping.new),
        check=_said(keeping.check),
        serve=_said(lambda folder, port, host: keeping.serve(folder, port, host, GOVUK)),
    )


def _said(done: Callable[P, T]) -> Callable[P, T]:
    """The same, with what the person can put right said at the terminal."""

    def saying(*given: P.args, **named: P.kwargs) -> T:
        try:
            return done(*given, **named)
        except Trouble as trouble:
            raise Wrong(str(trouble)) from None

    return saying
