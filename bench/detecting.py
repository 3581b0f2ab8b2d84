"""What the detectors find in invented authorities, and what they find where nothing is amiss, over many seeds.

Each authority drawn is asked twice: with all its tables, and with only what its census returns hold. What is found is
kept in a file as it goes, so that a run can be stopped and gone on with; it is kept apart by what the detectors are.
"""

import json
import os
import statistics
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from hashlib import sha256
from pathlib import Path

ENDS, STARTS, YEARS = date(2026, 3, 31), date(2024, 10, 1), 4
REFERRALS = int(os.environ.get("CANDOUR_BENCH_REFERRALS", "3000"))
SEEDS = 200
# The regimes asked about, with sizes from hardly to plainly.
ASKED = (
    ("honest", None), ("bulk", 10.0), ("bulk", 16.0), ("bulk-over-a-fortnight", 40.0), ("drift", 0.65), ("drift", 0.45),
    ("slow-drift", 0.45), ("drift-to-plan", 0.45), ("drift-to-enquiry", 0.6), ("closing", 0.14), ("chair", 0.5),
    ("allocation", 0.4), ("hidden-work", 0.1), ("never-convened", 0.35), ("short-of-two-years", 0.9), ("hollow", 0.8),
)  # fmt: skip
CENSUS = {
    "family": None,
    "cin_episodes": (
        "cine_referral_id",
        "cine_person_id",
        "cine_referral_date",
        "cine_close_date",
        "cine_referral_nfa",
    ),
    "cin_assessments": ("cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date"),
    "s47_enquiry": ("s47e_person_id", "s47e_s47_start_date"),
    "initial_cp_conference": ("icpc_person_id", "icpc_icpc_date"),
    "cp_plans": ("cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "cppl_previous_plans"),
}


def one(regime, size, seed):
    """Draw one authority and ask it, with all tables and with the census's own."""
    from candour.frames import polars_extract as here
    from candour.insight.history import Engine, history
    from candour.insight.run import run
    from candour.synth.regimes.drawing import draw

    engine = Engine(here.days, here.collected, here.kept, here.of_columns)
    drawn = draw(regime, seed=seed, years=YEARS, referrals=REFERRALS, ends=ENDS, starts=STARTS, size=size, visits=False)
    told = {}
    for way in ("tables", "census"):
        raw = {}
        for name in drawn.rows:
            columns = drawn.columns(name)
            if way == "census":
                if name not in CENSUS:
                    continue
                columns = {column: columns[column] for column in CENSUS[name] or columns}
            texts = {column: [None if v is None else str(v) for v in values] for column, values in columns.items()}
            raw[name] = here.of_columns(texts, dict.fromkeys(texts, "text"))
        found = run(history(raw, engine, source=way, authority="one"))
        told[way] = {
            "notices": [
                (n.detector, n.test, n.level, n.noticed_from.isoformat(), n.began.isoformat()) for n in found.notices
            ],
            "nearest": min(((w.chance / w.share, f"{w.detector}.{w.test}") for w in found.watched), default=(9, "")),
        }
    return {"regime": regime, "size": size, "seed": seed, "ways": told}


def measure(seeds, only=""):
    """Ask every regime (or those with this in their name) with so many seeds, and print what was found and how soon."""
    from candour.insight.loading import load
    from candour.insight.run import ALL_TOGETHER

    digest = sha256(
        "".join([str(ALL_TOGETHER), str(REFERRALS), *(one.digest for one in load().values())]).encode()
    ).hexdigest()[:12]
    folder = Path(os.environ.get("CANDOUR_BENCH_KEPT", "var/bench"))
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"detecting-{digest}.jsonl"
    done = [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []
    there = {(each["regime"], each["size"], each["seed"]) for each in done}
    wanted = [(regime, size, seed) for seed in range(1, seeds + 1) for regime, size in ASKED if only in regime]
    missing = [each for each in wanted if each not in there]
    print(
        f"\ndetectors: {len(wanted) - len(missing)} of {len(wanted)} authorities were asked before; Ctrl+C stops, and keeps"
    )
    try:
        with ProcessPoolExecutor() as pool, kept.open("a") as file:
            for each in as_completed([pool.submit(one, *each) for each in missing]):
                done.append(each.result())
                print(json.dumps(done[-1]), file=file, flush=True)
    finally:
        show(done)


def show(done):
    """The table: found within a year, how soon, and what was found before anything was planted."""
    years = YEARS - (ENDS - STARTS).days / 365.25
    print(f"\ndetectors on invented authorities of {REFERRALS} referrals a year over {YEARS} years, planted {STARTS}")
    print(f"{'':38} {'seeds':>5}  {'any':>5} {'in 12 months':>12} {'months':>6}  {'false a year':>12}")
    for way in ("tables", "census"):
        by = defaultdict(list)
        for each in done:
            by[each["regime"], each["size"]].append(each["ways"][way]["notices"])
        for (regime, size), runs in by.items():
            late = [sorted(n[3] for n in run if n[3] >= STARTS.isoformat()) for run in runs]
            soon = [(date.fromisoformat(one[0]) - STARTS).days / 30.44 for one in late if one]
            before = sum(any(n[3] < STARTS.isoformat() for n in run) for run in runs) / len(runs) / years
            honest = regime == "honest"
            if honest:
                before = sum(bool(run) for run in runs) / len(runs) / YEARS
            months = f"{statistics.median(soon):.1f}" if soon and not honest else ""
            within = f"{100 * sum(one <= 12 for one in soon) / len(runs):.0f}%" if not honest else ""
            name = f"{way}: {regime}{'' if size is None else f' {size:g}'}"
            any_found = f"{100 * sum(map(bool, late)) / len(runs):.0f}%" if not honest else ""
            print(f"{name:38} {len(runs):>5}  {any_found:>5} {within:>12} {months:>6}  {100 * before:>11.1f}%")
    false = defaultdict(int)
    honest = [each for each in done if each["regime"] == "honest"]
    for each in honest:
        for way in ("tables", "census"):
            for name in {f"{way} {n[0]}.{n[1]}" for n in each["ways"][way]["notices"]}:
                false[name] += 1
    for name, many in sorted(false.items()):
        print(f"  falsely found: {name}, in {many} of {len(honest)}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS, sys.argv[2] if len(sys.argv) > 2 else "")
