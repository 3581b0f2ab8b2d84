"""The words a survey is held with, from the making of its codes to checking that nothing was changed."""

from __future__ import annotations

from candour.cli.wrong import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from datetime import date
    from typing import Any

    from candour.cli.survey_held import Polling


def arguments(which: Any) -> None:
    """The words of these commands, added to those of `candour survey`."""
    new = which.add_parser("new", help="make a survey in a folder of its own, and its pot of one-time codes")
    new.add_argument("folder", metavar="FOLDER")
    new.add_argument("--authority", required=True, metavar="NAME", help="whose staff are asked, as it is published")
    new.add_argument("--address", default="", metavar="URL", help="where staff will answer: https://survey.example")
    new.add_argument("--questions", default="standard", metavar="FILE", help="the questionnaire (TOML); Candour's own")
    new.add_argument(
        "--staff", required=True, metavar="FILE", help="how many people work there (CSV: level, group, staff)"
    )
    new.add_argument("--by", default="", metavar="NAMES", help="the only breakdowns there will be: organisation,role")
    new.add_argument("--opens", required=True, metavar="DAY", help="such as 2027-03-01")
    new.add_argument("--closes", required=True, metavar="DAY", help="the last day on which answers are taken")
    new.add_argument("--publishes", required=True, metavar="DAY", help="when results are there for everybody to read")
    new.add_argument("--codes", required=True, metavar="FILE", help="where the codes go, for the council alone")
    new.add_argument("--names", metavar="FILE", help="names and places to look for in what people write, one a line")
    new.add_argument(
        "--after", metavar="FILE", help="the results of the survey before (CSV or JSON), if this one follows it"
    )
    serve = which.add_parser("serve", help="let staff answer, and publish on the day; no record is needed")
    serve.add_argument("folder", metavar="FOLDER")
    serve.add_argument("--port", type=int, default=8200, help="the port (8200)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to answer on (127.0.0.1: this machine only)")
    declare = which.add_parser("declare", help="the council: write a survey on the record before it opens")
    declare.add_argument("statement", metavar="SURVEY.json", help="as `candour survey new` made it")
    declare.add_argument(
        "--codes", required=True, metavar="FILE", help="the pot of codes, to be handed out under Survey"
    )
    declare.add_argument("--as", dest="who", required=True, metavar="WORKER", help="who writes it down")
    check = which.add_parser("check", help="say whether a survey is still as it was fixed before it opened")
    check.add_argument("folder", metavar="FOLDER")
    check.add_argument("--copy", metavar="FILE", help="the scrutineer's copy of survey.json")


def hold(said: argparse.Namespace, polling: Polling) -> int:
    """Do what the words say. Returns 0, or 1 where a survey is not as it was fixed."""
    from pathlib import Path

    folder = Path(said.folder)
    if said.what == "check":
        words, well = polling.check(folder, Path(said.copy) if said.copy else None)
        print(words)
        return 0 if well else 1
    if said.what == "serve":
        if not 1 <= said.port <= 65535:
            raise Wrong(f"--port is {said.port}: choose a whole number from 1 to 65535")
        polling.serve(folder, said.port, said.host)
        return 0
    days = (_day(said.opens, "opens"), _day(said.closes, "closes"), _day(said.publishes, "publishes"))
    names, after = (Path(one) if one else None for one in (said.names, said.after))
    by = [one.strip() for one in said.by.split(",") if one.strip()]
    print(
        polling.new(
            folder,
            (said.authority, said.address),
            said.questions,
            Path(said.staff),
            by,
            days,
            Path(said.codes),
            names,
            after,
        )
    )
    return 0


def _day(said: str, name: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Wrong(f"--{name} is {said}: write a day as year, month and day, such as 2027-03-01") from None
