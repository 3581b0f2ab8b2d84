"""Measures Candour on this machine: how fast pages are, how fast it writes, how
much a worker has to type, how long a return and a bundle take to check, how long it takes to
ask about patterns in England and to tell a survey, what paper costs, how large a pattern must be
to be found, and what the detectors find in invented authorities (that takes hours; it can be stopped and gone on with)."""

import os
import sys

import asking
import checking
import detecting
import england
import pages
import paperwork
import power
import sealing
import surveying
import verifying
import writing

QUICK = bool(os.environ.get("CANDOUR_BENCH_QUICK"))


def main() -> None:
    """Everything in one run. CANDOUR_BENCH_QUICK=1 tries it with few children."""
    sys.stdout.reconfigure(line_buffering=True)
    pages.measure((200, 2_000) if QUICK else (2_000, 20_000), 15 if QUICK else 60)
    writing.measure(60 if QUICK else 300)
    sealing.measure(1 if QUICK else 3, 1 if QUICK else 5, 5 if QUICK else 60)
    asking.measure()
    checking.measure((100, 1_000) if QUICK else (1_000, 20_000, 100_000), 2 if QUICK else 5)
    england.measure(*england.QUICK if QUICK else ())
    surveying.measure(*surveying.QUICK if QUICK else ())
    verifying.measure((1_000, 10_000) if QUICK else (10_000, 100_000, 1_000_000), 1 if QUICK else 3)
    paperwork.measure(2 if QUICK else paperwork.CONFERENCES)
    power.measure(5 if QUICK else power.TIMES)
    detecting.measure(1 if QUICK else detecting.SEEDS)


if __name__ == "__main__":
    main()
