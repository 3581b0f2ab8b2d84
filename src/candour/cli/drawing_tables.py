"""`candour synth --tables`: an invented authority drawn straight into tables, with or without a planted pattern."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from candour.cli.wrong import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def arguments(invent: argparse.ArgumentParser) -> None:
    """What can be said with --tables."""
    invent.add_argument("--tables", metavar="FOLDER", help="no record: draw the authority into ssd_*.csv tables here")
    invent.add_argument(
        "--regime", default="", metavar="NAME", help="what is planted in it (honest); an unknown name lists all"
    )
    invent.add_argument("--referrals", type=int, default=4000, help="children referred in a year (4000)")
    invent.add_argument("--ends", default="", metavar="DAY", help="the last day, such as 2026-03-31 (today)")
    invent.add_argument("--start", default="", metavar="DAY", help="the day the planted pattern starts (a year before)")
    invent.add_argument("--census", action="store_true", help="write each whole census year as a census file as well")


def draw_tables(said: argparse.Namespace, years: int, referrals: int) -> str:
    """Draw what was asked for. Returns what to say. Raises Wrong where it cannot be."""
    from candour.synth.regimes.census import write_census
    from candour.synth.regimes.drawing import draw
    from candour.synth.regimes.folder import write_folder
    from candour.synth.regimes.regime import REGIMES

    name, folder = said.regime or "honest", Path(said.tables)
    if name not in REGIMES:
        told = "\n".join(f"  {one.name}: {one.what} --size: {one.sized} ({one.size:g})" for one in REGIMES.values())
        raise Wrong(f"There is no regime {name}. There are:\n{told}\n")
    try:
        drawn = draw(
            name, seed=said.seed, years=years, referrals=referrals, ends=_day(said.ends, "ends") or date.today(),
            starts=_day(said.start, "start"), size=said.size,
        )  # fmt: skip
    except ValueError as trouble:
        raise Wrong(str(trouble)) from None
    try:
        files = write_folder(drawn, folder) + (write_census(drawn, folder) if said.census else [])
    except OSError as trouble:
        raise Wrong(f"The tables could not be written to {folder} ({trouble.strerror or trouble})") from None
    rows = sum(len(rows) for rows in drawn.rows.values())
    return f"{len(files)} files are in {folder}: {rows:,} rows of an authority drawn as “{name}”, {drawn.opens} to {drawn.ends}."


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Wrong(f"--{name} {text} is not a day. Write it as 2026-03-31") from None
