"""The `candour` command: what it can do, in words a person can learn from."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from candour.terms.england_year import CensusYear, parse


class Wrong(Exception):
    """Something the person at the terminal can put right: what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Tools:
    """What the command hands on to: the one room that knows every other fills these in."""

    demo: Callable[[int, int, bool], None]
    serve: Callable[[int, str], None]
    prepare: Callable[[str, str, str], str]
    import_cin: Callable[[Path, str], str]
    export_cin: Callable[[CensusYear, Path, str], str]
    rebuild: Callable[[], str]
    check_record: Callable[[], tuple[str, bool]]
    synth: Callable[[int, int, int], str]
    account: Callable[[str, str], str]
    grant: Callable[[str], str]


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and what to type to learn more."""

    def error(self, message: str) -> NoReturn:
        raise Wrong(f"{message}. Type `{self.prog} --help` to see what can be said.")


def parser() -> Parser:
    """Every command with its words."""
    top = Parser(
        prog="candour",
        description="The casework record for children's social care. Everything it keeps lies in the folder that"
        " CANDOUR_DATA names (var, if it names none), or in the PostgreSQL database that CANDOUR_POSTGRES names.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, required=True)

    demo = commands.add_parser("demo", help="fill a new record with an invented authority and open it in the browser")
    demo.add_argument("--port", type=int, default=8000, help="where to serve, on this machine only (8000)")
    demo.add_argument("--size", type=int, default=500, help="how many invented children (500)")
    demo.add_argument("--fresh", action="store_true", help="start over: remove the present demonstration first")

    serve = commands.add_parser("serve", help="open the record that is there")
    serve.add_argument("--port", type=int, default=8000, help="the port (8000)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to answer on (127.0.0.1: this machine only)")

    prepare = commands.add_parser("prepare", help="make an empty record of your own, with its name")
    prepare.add_argument("name", help="the record's name, for example wrenshire; it never changes")
    prepare.add_argument("--lea", required=True, help="the authority's three-digit number for returns, such as 201")
    prepare.add_argument("--administrator", required=True, metavar="NAME", help="who begins: writes the workers down")

    bring = commands.add_parser("import", help="bring in a file made elsewhere")
    bring.add_argument("what", choices=["cin"], help="cin: a children in need census file")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--as", dest="who", default="", metavar="WORKER", help="the data officer who brings it in")

    send = commands.add_parser("export", help="write a return")
    send.add_argument("what", choices=["cin"], help="cin: the children in need census")
    send.add_argument("--year", required=True, help="the census year: 2025-26, or 2026 for the same")
    send.add_argument("--out", type=Path, required=True, metavar="FILE")
    send.add_argument("--lea", default="", help="the authority's three-digit number, if not the one on the record")

    commands.add_parser("rebuild", help="drop the tables and tell them again from the record")
    commands.add_parser("check-record", help="work out every seal again, and say whether the record holds")

    invent = commands.add_parser("synth", help="add an invented authority to a demonstration record")
    invent.add_argument("--size", type=int, default=500, help="how many children (500)")
    invent.add_argument("--seed", type=int, default=1, help="the same seed and size give the same children (1)")
    invent.add_argument("--years", type=int, default=3, help="how many years of their lives (3)")

    account = commands.add_parser("account", help="give a worker who is on the record a way to sign in")
    account.add_argument("username")
    account.add_argument("worker", metavar="WORKER", help="the worker's name or reference, as on the record")

    allow = commands.add_parser("grant", help="PostgreSQL: let the application's role read the record and add, no more")
    allow.add_argument("role", help="the role that the application signs in to PostgreSQL with")
    return top


def run(words: Sequence[str], tools: Tools) -> int:
    """Do what the words say. Returns the exit status: 0, 1 where a check failed, 2 where something must be put right."""
    try:
        return _do(parser().parse_args(words), tools)
    except Wrong as wrong:
        print(f"candour: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ncandour: stopped. What was finished is kept.", file=sys.stderr)
        return 130


def _do(said: argparse.Namespace, tools: Tools) -> int:
    match said.command:
        case "demo":
            _whole(said.size, "size", 0, 200_000)
            tools.demo(_whole(said.port, "port", 1, 65535), said.size, said.fresh)
        case "serve":
            tools.serve(_whole(said.port, "port", 1, 65535), said.host)
        case "prepare":
            print(tools.prepare(said.name, said.lea, said.administrator))
        case "import":
            print(tools.import_cin(said.file, said.who))
        case "export":
            print(tools.export_cin(_year(said.year), said.out, said.lea))
        case "rebuild":
            print(tools.rebuild())
        case "check-record":
            words, sound = tools.check_record()
            print(words)
            return 0 if sound else 1
        case "synth":
            size, years = _whole(said.size, "size", 1, 200_000), _whole(said.years, "years", 1, 20)
            print(tools.synth(size, said.seed, years))
        case "account":
            print(tools.account(said.username, said.worker))
        case "grant":
            print(tools.grant(said.role))
    return 0


def _whole(number: int, name: str, least: int, most: int) -> int:
    if not least <= number <= most:
        raise Wrong(f"--{name} is {number}: choose a whole number from {least} to {most}")
    return number


def _year(text: str) -> CensusYear:
    try:
        return parse(text)
    except ValueError as wrong:
        raise Wrong(str(wrong)) from None
