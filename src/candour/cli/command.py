"""The `candour` command: what it can do, in words a person can learn from.

Only what every command needs is imported here: a command loads its room when it is called.
"""

from __future__ import annotations

import argparse
import os
import sys

from candour.cli import drawing_tables, polling
from candour.cli.wrong import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from candour.cli.survey_held import Polling
    from candour.cli.tools import SealTools, Tools
    from candour.cli.witnessing import Witnessing


def _lines(prog: str) -> argparse.HelpFormatter:
    # Given its width the formatter need not find it out, for which it would load a tenth of the library.
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        width = 80
    return argparse.HelpFormatter(prog, width=max(width, 40) - 2)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and what to type to learn more."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, formatter_class=_lines)

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
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--as", dest="who", default="", metavar="WORKER", help="the data officer who brings it in")

    send = commands.add_parser("export", help="write a return")
    send.add_argument("what", choices=["cin"], help="cin: the children in need census")
    send.add_argument("--year", required=True, help="the census year: 2025-26, or 2026 for the same")
    send.add_argument("--out", required=True, metavar="FILE")
    send.add_argument("--lea", default="", help="the authority's three-digit number, if not the one on the record")

    commands.add_parser("rebuild", help="drop the tables and tell them again from the record")
    commands.add_parser("check-record", help="work out every seal again, and say whether the record holds")

    _of_returns(commands)
    _of_insight(commands)
    _of_a_survey(commands)
    _of_a_witness(commands)

    invent = commands.add_parser("synth", help="add an invented authority to a demonstration record")
    invent.add_argument("--size", type=float, help="how many children (500); with --tables, how strong the regime is")
    invent.add_argument("--seed", type=int, default=1, help="the same seed and size give the same children (1)")
    invent.add_argument("--years", type=int, default=3, help="how many years of their lives (3)")
    drawing_tables.arguments(invent)

    account = commands.add_parser("account", help="give a worker who is on the record a way to sign in")
    account.add_argument("username")
    account.add_argument("worker", metavar="WORKER", help="the worker's name or reference, as on the record")

    allow = commands.add_parser("grant", help="PostgreSQL: let the application's role read the record and add, no more")
    allow.add_argument("role", help="the role that the application signs in to PostgreSQL with")
    allow.add_argument("--signer", action="store_true", help="the signer's role: it reads leaves and adds checkpoints")
    _of_the_seal(commands)
    return top


def _of_the_seal(commands: argparse._SubParsersAction[Parser]) -> None:
    """What keeps the record sealed, and takes it out whole."""
    sign = commands.add_parser("sign", help="sign what the record comes to, every minute, and ask its witnesses")
    sign.add_argument("--once", action="store_true", help="sign now, and stop")
    sign.add_argument("--keys", action="store_true", help="only show the public keys, for witnesses and whoever checks")
    sign.add_argument("--new-key", action="store_true", help="make a new key; both sign until the old one is retired")
    sign.add_argument("--retire-old-key", action="store_true", help="sign with the new key alone from here on")

    views = commands.add_parser("seal-views", help="seal who looked at whose file, every minute")
    views.add_argument("--once", action="store_true", help="seal what is not sealed yet, and stop")

    ask = commands.add_parser("signals", help="ask the detectors' questions of the record, every day")
    ask.add_argument("--once", action="store_true", help="ask now, and stop")

    raised = commands.add_parser("concerns", help="count concerns, or write down what moved by the clock")
    raised.add_argument("what", choices=("counts", "write-down"), help="what to do")

    keep = commands.add_parser("backup", help="copy the entries to one folder, and the keys to another")
    keep.add_argument("--ledger", required=True, metavar="FOLDER", help="where the copy of the entries goes")
    keep.add_argument("--keys", required=True, metavar="FOLDER", help="where the keys go; copies over 30 days old go")

    back = commands.add_parser("restore", help="put a copy back where there is no record")
    back.add_argument("--ledger", required=True, metavar="FILE")
    back.add_argument("--keys", required=True, metavar="FILE")

    commands.add_parser("new-wrapping-key", help="lock every key of the record with a new key that lies outside it")
    commands.add_parser("upgrade", help="come to this release: tables told again where needed, every seal checked")

    take = commands.add_parser("bundle", help="take a part of the record out, with proofs anybody can check")
    take.add_argument("--child", default="", metavar="REFERENCE", help="everything about one child")
    take.add_argument("--from", dest="since", default="", metavar="DAY", help="everything written from this day on,")
    take.add_argument("--to", dest="until", default="", metavar="DAY", help="up to this day")
    take.add_argument("--entry", default="", metavar="REFERENCE", help="one entry, such as a decision")
    take.add_argument("--without-words", action="store_true", help="of a period: who and when, with no word of a case")
    take.add_argument("--out", required=True, metavar="FILE")


def _of_returns(commands: argparse._SubParsersAction[Parser]) -> None:
    """What can be done with a return on any machine, with no record."""
    check = commands.add_parser(
        "check", help="check a return against its rules: a file, a folder of tables, or the record"
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="a census file, or a folder of its tables")
    check.add_argument("--record", action="store_true", help="check what the record here would send; needs --year")
    check.add_argument("--year", default="", help="the collection, if not the one its header names: 2025-26, or 2026")
    check.add_argument("--against", metavar="FILE", help="say what is new, gone and still there since this one")
    check.add_argument("--rule", action="append", default=[], metavar="CODE", help="only this rule; may be said again")
    check.add_argument("--child", default="", metavar="NUMBER", help="only the child with this LAchildID")
    check.add_argument("--errors-only", action="store_true", help="leave queries out")
    check.add_argument("--by", choices=["team"], help="count by team as well, where the tables name teams")
    check.add_argument("--format", default="table", choices=["table", "json", "csv", "xlsx", "html"])
    check.add_argument("--out", metavar="FILE", help="write the report here")
    check.add_argument(
        "--engine", default="polars", choices=["polars", "spark"], help="spark: past one machine, on Parquet"
    )

    tables = commands.add_parser(
        "tables", help="write a census file as a folder of Parquet tables, such as Spark reads"
    )
    tables.add_argument("file", metavar="FILE")
    tables.add_argument("--out", required=True, metavar="FOLDER")

    rules = commands.add_parser("rules", help="the rules of a return, and what each means")
    which = rules.add_subparsers(dest="what", metavar="WHAT", parser_class=Parser, required=True)
    listed = which.add_parser("list", help="every rule with what it says is wrong")
    listed.add_argument("--year", default="", help="the collection: 2025-26 or 2026 (2025-26)")
    shown = which.add_parser("show", help="one rule whole: why it matters, what to do, what it looks for, examples")
    shown.add_argument("code", metavar="CODE", help="such as 8565")


def _of_insight(commands: argparse._SubParsersAction[Parser]) -> None:
    """Questions that can be asked of files, with no record."""
    ask = commands.add_parser(
        "insight", help="ask about patterns: in census files of several years, a folder of tables, or the record"
    )
    ask.add_argument("paths", nargs="*", metavar="PATH", help="census files, or folders of them or of ssd_*.csv tables")
    ask.add_argument("--record", action="store_true", help="ask about the record here; nothing is written down")
    ask.add_argument("--format", default="table", choices=["table", "json", "html", "xlsx"])
    ask.add_argument("--out", metavar="FILE", help="write the report here")
    ask.add_argument(
        "--engine", default="polars", choices=["polars", "spark"], help="spark: past one machine, on folders of tables"
    )

    mask = commands.add_parser(
        "pseudonymise", help="copy a folder of tables with no name in it and every reference replaced, to be pooled"
    )
    mask.add_argument("folder", metavar="IN", help="the folder of ssd_*.csv or Parquet tables")
    mask.add_argument("out", metavar="OUT", help="the folder to make")
    mask.add_argument("--key-file", required=True, metavar="FILE", help="the key; keep it, and give it to nobody")
    mask.add_argument("--new-key", action="store_true", help="make the key: for the first time only")
    mask.add_argument("--purpose", required=True, metavar="WORDS", help="what for; another purpose, other pseudonyms")

    beside = commands.add_parser(
        "benchmark", help="set every authority's published figures beside each other, with no rank"
    )
    beside.add_argument("folder", metavar="FOLDER", help="where DfE's and ONS's CSV files were downloaded to")
    beside.add_argument("--year", default="", help="2023-24, or 2024 for the same; the latest, if none is said")
    beside.add_argument("--authority", default="", metavar="NAME", help="mark this one in every chart and table")
    beside.add_argument("--format", default="table", choices=["table", "json", "html"])
    beside.add_argument("--out", metavar="FILE", help="write the report here")


def _of_a_survey(commands: argparse._SubParsersAction[Parser]) -> None:
    """What can be asked of a survey's answers, wherever they were collected; and holding one."""
    survey = commands.add_parser("survey", help="what staff say: hold a survey, or tell what one found")
    which = survey.add_subparsers(dest="what", metavar="WHAT", parser_class=Parser, required=True)
    polling.arguments(which)
    told = which.add_parser("results", help="tell what a file of answers says, one person to a line")
    told.add_argument("responses", metavar="RESPONSES.csv")
    told.add_argument(
        "--questions", required=True, metavar="FILE", help="the questionnaire (TOML); standard: the one of Candour"
    )
    told.add_argument("--map", metavar="FILE", help="which column holds what (TOML), for files made elsewhere")
    told.add_argument("--staff", metavar="FILE", help="how many people work there (CSV: level, group, staff)")
    told.add_argument("--by", action="append", metavar="NAME", help="a breakdown that the questionnaire declares")
    told.add_argument(
        "--after", metavar="FILE", help="an earlier survey's results (CSV or JSON): then and now, and nobody picked out"
    )
    told.add_argument("--format", default="table", choices=["table", "json", "html", "xlsx", "csv"])
    told.add_argument("--out", metavar="FILE", help="write the report here")


def _of_a_witness(commands: argparse._SubParsersAction[Parser]) -> None:
    """What another body types that watches a record, on a machine of its own."""
    witness = commands.add_parser("witness", help="watch that somebody else's record only grows; holds no case")
    which = witness.add_subparsers(dest="what", metavar="WHAT", parser_class=Parser, required=True)
    new = which.add_parser("new", help="make a witness in a folder of its own, with its key")
    new.add_argument("folder", metavar="FOLDER")
    new.add_argument("--name", required=True, help="what its key is called, such as police.example/witness")
    watch = which.add_parser("watch", help="watch a record, by its public key; say it again for its next key")
    watch.add_argument("folder", metavar="FOLDER")
    watch.add_argument("key", metavar="KEY", help="the record's public key: name+1a2b3c4d+base64")
    retire = which.add_parser("retire", help="take nothing more from a key that a record has given up or lost")
    retire.add_argument("folder", metavar="FOLDER")
    retire.add_argument("key", metavar="KEY", help="the public key, as it was watched")
    serve = which.add_parser("serve", help="answer the records watched, and show how they stand")
    serve.add_argument("folder", metavar="FOLDER")
    serve.add_argument("--port", type=int, default=8100, help="the port (8100)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to answer on (127.0.0.1: this machine only)")
    serve.add_argument("--stale-minutes", type=int, default=10, help="a record silent for longer is shown (10)")


def run(
    words: Sequence[str], tools: Callable[[], Tools], witnessing: Callable[[], Witnessing], polls: Callable[[], Polling]
) -> int:
    """Do what the words say. Returns the exit status: 0, 1 where a check failed, 2 where something must be put right.

    `tools` is only asked for where a record is needed: checking a file needs none, nor does a witness or a survey.
    """
    try:
        said = parser().parse_args(words)
        if said.command in ("check", "rules", "tables"):
            from candour.cli import checking

            if said.command == "check":
                return checking.check(said, tools)
            return checking.rules(said) if said.command == "rules" else checking.tables(said)
        if said.command == "synth" and said.tables:
            years, many = _whole(said.years, "years", 1, 20), _whole(said.referrals, "referrals", 20, 200_000)
            print(drawing_tables.draw_tables(said, years, many))
            return 0
        if said.command == "insight":
            from candour.cli.asking import insight

            return insight(said, tools)
        if said.command == "pseudonymise":
            from candour.cli.pseudonymising import pseudonymise

            return pseudonymise(said)
        if said.command == "benchmark":
            from candour.cli.benchmarking import benchmark

            return benchmark(said)
        if said.command == "survey":
            if said.what == "declare":
                return _do(said, tools())
            if said.what != "results":
                return polling.hold(said, polls())
            from candour.cli.surveying import results

            return results(said)
        if said.command == "witness":
            return _witness(said, witnessing())
        return _do(said, tools())
    except Wrong as wrong:
        print(f"candour: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ncandour: stopped. What was finished is kept.", file=sys.stderr)
        return 130


def _do(said: argparse.Namespace, tools: Tools) -> int:
    from pathlib import Path

    from candour.cli.years import census_year

    match said.command:
        case "demo":
            _whole(said.size, "size", 0, 200_000)
            tools.demo(_whole(said.port, "port", 1, 65535), said.size, said.fresh)
        case "serve":
            tools.serve(_whole(said.port, "port", 1, 65535), said.host)
        case "prepare":
            print(tools.prepare(said.name, said.lea, said.administrator))
        case "import":
            print(tools.import_cin(Path(said.file), said.who))
        case "export":
            print(tools.export_cin(census_year(said.year), Path(said.out), said.lea))
        case "rebuild":
            print(tools.rebuild())
        case "check-record":
            words, sound = tools.check_record()
            print(words)
            return 0 if sound else 1
        case "synth":
            size = 500 if said.size is None else _whole(said.size, "size", 1, 200_000)
            years = _whole(said.years, "years", 1, 20)
            print(tools.synth(size, said.seed, years))
        case "account":
            print(tools.account(said.username, said.worker))
        case "grant":
            print(tools.grant(said.role, said.signer))
        case "seal-views":
            tools.seal.seal_views(said.once, lambda words: print(words, flush=True))
        case "signals":
            tools.signals(said.once, lambda words: print(words, flush=True))
        case "concerns":
            tools.concerns(said.what, lambda words: print(words, flush=True))
        case "backup":
            print(tools.seal.backup(Path(said.ledger), Path(said.keys)))
        case "restore":
            print(tools.seal.restore(Path(said.ledger), Path(said.keys)))
        case "new-wrapping-key":
            print(tools.seal.new_wrapping_key())
        case "upgrade":
            print(tools.seal.upgrade())
        case "bundle":
            print(tools.seal.bundle(said.child, said.since, said.until, said.entry, Path(said.out), said.without_words))
        case "survey":
            print(tools.declare_survey(Path(said.statement), Path(said.codes), said.who))
        case "sign":
            return _sign(said, tools.seal)
    return 0


def _sign(said: argparse.Namespace, seal: SealTools) -> int:
    if said.keys:
        print(seal.public_keys())
    elif said.new_key:
        print(seal.new_signing_key())
    elif said.retire_old_key:
        print(seal.retire_old_key())
    else:
        return 0 if seal.sign(said.once, lambda words: print(words, flush=True)) else 1
    return 0


def _witness(said: argparse.Namespace, witnessing: Witnessing) -> int:
    from pathlib import Path

    folder = Path(said.folder)
    if said.what == "serve":
        port = _whole(said.port, "port", 1, 65535)
        witnessing.serve(folder, port, said.host, _whole(said.stale_minutes, "stale-minutes", 1, 100_000))
    elif said.what == "new":
        print(witnessing.new(folder, said.name))
    else:
        print((witnessing.watch if said.what == "watch" else witnessing.retire)(folder, said.key))
    return 0


def _whole(number: float, name: str, least: int, most: int) -> int:
    if not least <= number <= most or number != int(number):
        raise Wrong(f"--{name} is {number:g}: choose a whole number from {least} to {most}")
    return int(number)
