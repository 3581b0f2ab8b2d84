"""How long pages take with few and with many children on the record, asked in turn so that noise meets both alike."""

import tempfile
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import own_record
from showing import median, p95, rule, table

GOAL_MS, GOAL_RATIO, WARM_UP = 100, 1.3, 8


@dataclass(frozen=True)
class Asked:
    """A page, who asks for it, where it is, and what is typed into it."""

    name: str
    role: str
    address: str
    typed: tuple[tuple[str, str], ...] = ()


PAGES = (
    Asked("child's page, 500 entries", "social_worker", "/child/{long_life}/"),
    Asked("chronology, 500 entries", "social_worker", "/child/{long_life}/chronology/"),
    Asked("my children, 16", "social_worker", "/"),
    Asked("my children, manager, waiting", "team_manager", "/"),
    Asked("my children, chair", "conference_chair", "/"),
    Asked("my children, scrutineer", "scrutineer", "/"),
    Asked("team page, 50 of 128", "team_manager", "/teams/{team}/"),
    Asked("teams and unallocated", "team_manager", "/teams/"),
    Asked("search by name", "front_door_screener", "/search/", (("name", "Lily Ashbury"),)),
    Asked("search in files", "social_worker", "/search/words/", (("words", "school mother"),)),
    Asked("end the plan, 500 entries", "conference_chair", "/child/{long_life}/end-plan/"),
    Asked("decide the referral", "team_manager", "/child/{referral_to_decide}/decide-referral/"),
)


def fill(pipe: Connection, path: str, children: int) -> None:
    """In a process of its own: fill a record, and say what is where in it."""
    desk, office, _ = own_record.open_record(Path(path))
    from county import County

    began = perf_counter()
    there = SimpleNamespace(ids=office.ids, team=office.team, worker_there=office.worker("social_worker", desk))
    county = County(desk, there)
    county.fill(children)
    size = sum(one.stat().st_size for one in Path(path).parent.glob(Path(path).name + "*"))
    pipe.send(({**county.places, "team": office.team}, county.entries, size, perf_counter() - began))


def serve(pipe: Connection, path: str, places: dict[str, str]) -> None:
    """In another: answer for one page at a time with how long it took."""
    own_record.begin(Path(path))
    clients = {asked.role: own_record.signed_in(asked.role) for asked in PAGES}
    while (number := pipe.recv()) is not None:
        pipe.send(one_page(clients[PAGES[number].role], PAGES[number], places))


def one_page(client: Any, asked: Asked, places: dict[str, str]) -> float:
    """Milliseconds from the request to the whole answer."""
    where = asked.address.format(**places)
    began = perf_counter()
    reply = client.post(where, dict(asked.typed)) if asked.typed else client.get(where)
    found = len(reply.content)
    taken = (perf_counter() - began) * 1000
    if reply.status_code != 200 or not found:
        raise RuntimeError(f"{where} answered {reply.status_code}")
    return taken


def measure(sizes: tuple[int, int], times: int) -> None:
    """Fill both records, ask for every page in turn at both, and print the table."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        paths = [f"{folder}/{size}.sqlite3" for size in sizes]
        filling = [start(fill, path, size) for path, size in zip(paths, sizes, strict=True)]
        made = [pipe.recv() for pipe in filling]
        serving = [start(serve, path, places) for path, (places, *_) in zip(paths, made, strict=True)]
        taken = asked_in_turn(serving, times)
        for pipe in serving:
            pipe.send(None)
    show(sizes, times, made, taken)


def start(work: Any, *given: Any) -> Connection:
    """A process that works beside this one, and the way to talk to it."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=work, args=(theirs, *given), daemon=True).start()
    theirs.close()
    return ours


def asked_in_turn(pipes: list[Any], times: int) -> list[list[list[float]]]:
    """Every page at both sizes, alternating which size goes first; the first rounds only warm up."""
    taken: list[list[list[float]]] = [[[], []] for _ in PAGES]
    for turn in range(WARM_UP + times):
        for number in range(len(PAGES)):
            for which in (0, 1) if turn % 2 else (1, 0):
                pipes[which].send(number)
                time = pipes[which].recv()
                if turn >= WARM_UP:
                    taken[number][which].append(time)
    return taken


def show(sizes: tuple[int, int], times: int, made: list[Any], taken: list[list[list[float]]]) -> None:
    """The table of pages, beside the goals."""
    rule(f"Pages: milliseconds on the server, n = {times} at each size")
    for size, (_, entries, disk, seconds) in zip(sizes, made, strict=True):
        rate = f"filled in {seconds:.0f} s, {entries / seconds:,.0f} entries a second"
        print(f"{size:>7,} children, {entries:,} entries, {disk / 1e6:,.0f} MB on disk, {rate}")
    few, many = (f"{size // 1000}k" if size >= 1000 else str(size) for size in sizes)
    heads = ("page", f"p50 {few}", f"p50 {many}", f"p95 {few}", f"p95 {many}", "ratio p50", "ratio p95", "goals")
    lines = []
    for asked, (small, large) in zip(PAGES, taken, strict=True):
        ratio = p95(large) / p95(small)
        missed = " ".join([*(["slow"] if p95(large) > GOAL_MS else []), *(["grows"] if ratio > GOAL_RATIO else [])])
        figures = (median(small), median(large), p95(small), p95(large))
        growth = f"{median(large) / median(small):.2f}", f"{ratio:.2f}"
        lines.append((asked.name, *(f"{figure:.1f}" for figure in figures), *growth, missed or "met"))
    table(heads, lines)
    print(f"Goals: p95 about {GOAL_MS} ms at {many}; ratio of p95 at most {GOAL_RATIO}")
