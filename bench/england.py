"""Ten years of all England, invented, asked by the detectors: how long it takes, how much memory, and on Spark the same.

A few authorities are drawn by the model. Every other is made of families of theirs, each family moved by whole weeks and
given numbers of its own, so that 150 authorities of the sizes there are take minutes to make and not hours.
"""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from candour.synth.chance import lots

YEARS, ENDS, STARTS = 10, date(2026, 3, 31), date(2024, 10, 1)
LATER = date(2026, 4, 28)  # families are moved back by up to four weeks from here
AUTHORITIES, REFERRALS = 150, 610_000  # a year, England
HONEST, SIZE = 8, 4000  # authorities the others are made of, and their referrals a year
PLANTED = (("drift", 0.4), ("bulk", 20.0), ("chair", 0.4), ("hidden-work", 0.15), ("closing", 0.14))
QUICK = (8, 8 * 400, 400, 4, "local[2]")  # the same of a small England
TABLES = (
    "family", "cin_episodes", "cin_assessments", "s47_enquiry", "initial_cp_conference", "cp_plans", "cp_reviews",
    "cin_plans", "involvements", "professionals",
)  # fmt: skip
CANDOUR = str(Path(sys.executable).with_name("candour"))


def draw_one(regime, size, seed, referrals, years, folder):
    """Draw one authority into Parquet, once."""
    from candour.synth.regimes.drawing import draw

    if (folder / "professionals.parquet").exists():
        return
    drawn = draw(
        regime, seed=seed, years=years, referrals=referrals, ends=LATER, starts=STARTS, size=size, visits=False
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        columns = drawn.columns(name)
        if name == "professionals":
            columns["professional_name"] = columns.pop("prof_professional_name", None)
            columns.pop("professional_name")
        frame = pl.DataFrame([_typed(column, values) for column, values in columns.items()])
        frame.write_parquet(folder / f"{name}.parquet")


def _typed(name, values):
    if any(word in name for word in ("_date", "registered_", "newly_", "started_on", "left_on", "review_due")):
        return pl.Series(name, values, dtype=pl.Date)
    if "recorded_at" in name:
        written = [None if one is None else str(one)[:19] for one in values]
        return pl.Series(name, written, dtype=pl.String).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
    return pl.Series(name, [None if one is None else str(one) for one in values], dtype=pl.String)


def copied(tables, share, seed, mark, ends):
    """Some of an authority's families under other numbers, each moved by whole weeks."""
    families = tables["family"].select("fami_family_id").unique().sort("fami_family_id")
    chosen = families.sample(fraction=share, seed=seed).sort("fami_family_id")
    weeks = pl.Series("_weeks", lots(f"weeks {seed}").choices(range(5), k=len(chosen)), dtype=pl.Int64)
    people = (
        tables["family"]
        .join(chosen.with_columns(weeks), on="fami_family_id")
        .select(pl.col("fami_person_id").alias("_child"), "_weeks")
    )
    return {name: _moved(name, frame, people, mark, ends) for name, frame in tables.items()}


def _moved(name, frame, people, mark, ends):
    child = next((one for one in frame.columns if one.endswith("person_id")), None)
    if child:
        frame = frame.join(people, left_on=child, right_on="_child")
        back = -pl.duration(weeks=pl.col("_weeks"))
        dated = [one for one, kind in frame.schema.items() if kind.is_temporal()]
        frame = frame.with_columns((pl.col(one) + back).cast(frame.schema[one]) for one in dated).drop("_weeks")
        first = next(
            (one for one in dated if one.endswith(("start_date", "referral_date", "cpc_date", "review_date"))), 0
        )
        if first:
            frame = frame.filter(pl.col(first) <= ends)
        over = [one for one in dated if one != first]
        frame = frame.with_columns(pl.when(pl.col(one).cast(pl.Date) <= ends).then(pl.col(one)) for one in over)
    ids = [one for one in frame.columns if one.endswith(("_id", "recorded_by", "_team"))]
    return frame.with_columns((pl.lit(mark) + pl.col(one)).alias(one) for one in ids)


def sizes(many, referrals):
    """How many referrals a year each authority has: spread as England's are (the largest some fifteen times the usual)."""
    chance = lots("sizes")
    drawn = sorted(chance.lognormvariate(0, 0.75) for _ in range(many))
    return [max(150, round(referrals * one / sum(drawn))) for one in drawn]


def made(folder, many, referrals, size, years):
    """Make the tables, once. Returns what there is, in words."""
    if (folder / "made.json").exists():
        return json.loads((folder / "made.json").read_text())
    began = time.monotonic()
    asked = [("honest", None, seed) for seed in range(1, HONEST + 1 if many > 20 else 3)]
    asked += [(regime, how, 50 + at) for at, (regime, how) in enumerate(PLANTED)]
    base = folder.parent / f"{folder.name}-drawn"
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        waiting = [
            pool.submit(draw_one, regime, how, seed, size, years, base / f"{regime}-{seed}")
            for regime, how, seed in asked
        ]
        for one in waiting:
            one.result()
    drawn = {
        regime_seed: {name: pl.read_parquet(base / regime_seed / f"{name}.parquet") for name in TABLES}
        for regime_seed in sorted(f"{regime}-{seed}" for regime, _, seed in asked)
    }
    honest = [tables for name, tables in drawn.items() if name.startswith("honest")]
    planted = [(name, tables) for name, tables in drawn.items() if not name.startswith("honest")]
    rows = dict.fromkeys(TABLES, 0)
    for at, wanted in enumerate(sizes(many, referrals)):
        parts, left = [], wanted / size
        # The planted ones are the middle of England, whole.
        if many // 2 <= at < many // 2 + len(planted):
            parts, left = [copied(planted[at - many // 2][1], 1.0, at, f"{at:03d}", ENDS)], 0
        while left > 0.01:
            one = honest[(at + len(parts)) % len(honest)]
            parts.append(copied(one, min(1.0, left), at, f"{at:03d}{chr(97 + len(parts))}", ENDS))
            left -= 1.0
        for name in TABLES:
            frame = pl.concat([part[name] for part in parts]).with_columns(pl.lit(f"A{at:03d}").alias("authority"))
            place = folder / f"ssd_{name}.parquet"
            place.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(place / f"part-{at:03d}.parquet")
            rows[name] += len(frame)
    about = {"authorities": many, "rows": rows, "seconds": round(time.monotonic() - began)}
    (folder / "made.json").write_text(json.dumps(about))
    return about


def measured(words, environment=None):
    """Run a command. Returns its seconds, those the processors worked for it, and the most memory it and its children had
    together, in GB."""
    began, most, before = time.monotonic(), [0.0], _worked()
    running = subprocess.Popen(words, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL)

    def watch():
        while running.poll() is None:
            most[0] = max(most[0], sum(_held(one) for one in _family(running.pid)))
            time.sleep(0.2)

    thread = threading.Thread(target=watch)
    thread.start()
    status = running.wait()
    thread.join()
    if status:
        sys.exit(f"{' '.join(words)} ended with {status}")
    return time.monotonic() - began, _worked() - before, most[0]


def _worked():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid):
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*"):
            try:
                found += [int(each) for each in (task / "children").read_text().split()]
            except OSError:
                continue
    return found


def _held(pid):
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e9
    except OSError:
        return 0.0


def measure(many=AUTHORITIES, referrals=REFERRALS, size=SIZE, years=YEARS, spark="local-cluster[2,1,3072]"):
    """Make England, ask it on Polars and on Spark (`spark` is its master; none if empty), and print what it took."""
    folder = Path(os.environ.get("CANDOUR_BENCH_KEPT", "var/bench")) / f"england-{many}-{referrals}-{years}"
    about = made(folder, many, referrals, size, years)
    rows = about["rows"]
    print(f"\npatterns in {years} years of {many} authorities: {sum(rows.values()):,} rows, of them")
    print("  " + ", ".join(f"{name} {count:,}" for name, count in rows.items()))
    disk = sum(one.stat().st_size for one in folder.rglob("*.parquet")) / 1e9
    print(f"  {disk:.2f} GB as Parquet; made in {about['seconds']} s")
    kept = {}
    for engine in ("polars", "spark") if spark else ("polars",):
        out = folder / f"found-{engine}.json"
        words = [CANDOUR, "insight", str(folder), "--format", "json", "--out", str(out), "--engine", engine]
        submit = (
            f"--master {spark} --driver-memory 3g --conf spark.executor.memory=2560m"
            " --conf spark.sql.shuffle.partitions=16 pyspark-shell"
        )
        settings = {"PYSPARK_SUBMIT_ARGS": submit, "SPARK_LOCAL_IP": "127.0.0.1"} if engine == "spark" else {}
        seconds, worked, memory = measured(words, settings)
        kept[engine] = json.loads(out.read_text())["notices"]
        where = f" ({spark})" if engine == "spark" else ""
        print(
            f"  {engine}{where}: {seconds:.0f} s ({worked:.0f} s of processor), {memory:.1f} GB at most,"
            f" {len(kept[engine])} notices",
            flush=True,
        )
    if spark:
        same = kept["polars"] == kept["spark"]
        print(f"  the findings are {'the same' if same else 'NOT the same'} on both")


if __name__ == "__main__":
    if os.environ.get("CANDOUR_BENCH_QUICK"):
        measure(*QUICK)
    else:
        measure(spark=os.environ.get("CANDOUR_BENCH_SPARK", "local-cluster[2,1,3072]"))
