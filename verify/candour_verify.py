"""Checks a file from a council's record of children, for somebody who trusts neither the council nor its supplier.

It shares no code with what made the file. How to use it and read its result: README.md beside this.
"""

import argparse
import gc
import re
import sys
import zipfile
import zlib
from base64 import b64decode, urlsafe_b64decode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from candour_said import NEVER_PROVED, NOT_PROVED, OPEN, PROVED, SEEN, VERDICT, WRONG, Said, rendered, spoken
from candour_seal import (
    LOG,
    SMALL,
    WITNESS,
    Note,
    Unreadable,
    canonical,
    commitment,
    evidence,
    from_json,
    proof,
    read_file,
    read_keys,
    read_note,
    root_of,
    signers,
)  # fmt: skip

BLOCK = 4 << 20  # bytes of entries that are looked at together
SLACK = 60  # seconds by which a council's clock and its witnesses' may differ
BROKEN = (ValueError, OSError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error, EOFError)
STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
MOMENT, DAY = re.compile(r"[0-9-]{10}T[0-9:]{8}\.[0-9]{6}Z"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
TEXT, NUMBER, NONE = (str, type(None)), (int, type(None)), type(None)
LEAF = {"v": 1, "type": str, "subjects": [str], "actor": str, "standing": dict, "for": TEXT, "direction": TEXT,
        "happened": DAY, "recorded": MOMENT, "supersedes": TEXT, "content": str, "fields": {str: str}}  # fmt: skip
_ENTRY = {"place": int, "leaf": str, "fields": (dict, NONE), "salts": (dict, NONE)}
LINE = (_ENTRY, {**_ENTRY, "erased": bool})
_ABOUT = {"kind": re.compile("child|period|decision|receipt"), "subject": TEXT, "from": NUMBER, "to": NUMBER,
          "entry": TEXT}  # fmt: skip
ABOUT = (_ABOUT, {**_ABOUT, "without_words": bool})
BUNDLE = {"format": "candour-bundle/1", "origin": str, "about": ABOUT, "made": MOMENT, "size": int, "hashes": [str]}
TABLES = [{"table": str, "row": dict, "from": {str: [(int, str)]}}]
Kept = defaultdict[str, list[Any]]  # what is kept of entries: no words, only what the checks after it need


def look(subject: str | None, wanted: frozenset[tuple[int, str]], block: bytes) -> Kept:
    """Check the entries of a block of lines one by one: each leaf, and its words against what the leaf promised."""
    seen: Kept = defaultdict(list)
    for line in filter(None, block.split(b"\n")):
        place = None
        try:
            entry = from_json(line, "a line of entries.jsonl", LINE)
            place = entry["place"]
            leaf = from_json(entry["leaf"], "the leaf", LEAF)
            date.fromisoformat(leaf["happened"]), datetime.fromisoformat(leaf["recorded"])
            if canonical(leaf) != (raw := entry["leaf"].encode()) or not leaf["subjects"]:
                raise Unreadable("its leaf is not in the one spelling a leaf may have")
            seen["rows"].append((place, leaf["content"], leaf["recorded"], sha256(b"\0" + raw).digest()))
            seen["findings"] += [(wrong, place) for wrong in _amiss(seen, entry, leaf, subject, wanted)]
        except (ValueError, RecursionError) as wrong:
            seen["findings"].append((f"this entry proves nothing: {str(wrong)[:200]}", place))
    return seen


def _amiss(seen: Kept, entry: Any, leaf: Any, subject: str | None, wanted: frozenset[tuple[int, str]]) -> Iterator[str]:
    place, shown, salts, sealed = entry["place"], entry["fields"], entry["salts"] or {}, leaf["fields"]
    seen["links"] += [(place, name, leaf[name]) for name in ("supersedes", "direction") if leaf[name]]
    if re.fullmatch("(erasure|legal_hold)_[a-z_]+/1", leaf["type"]):
        whose = {leaf["actor"], leaf["for"] or leaf["actor"]}
        seen[leaf["type"][:-2]].append((place, leaf["subjects"], whose, datetime.fromisoformat(leaf["recorded"])))
    if subject and subject not in leaf["subjects"]:
        yield "this entry is not about the person this file is about, and does not belong here"
    if entry.get("erased") and shown is not None:
        yield "its words are said to be erased, and yet they are here"
    if shown is None:
        seen["erased" if entry.get("erased") else "wordless"].append((place, leaf["subjects"][0]))
        return
    for name, value in shown.items():
        if name not in sealed or name not in salts:
            yield f"{name} is shown, and " + ("has no salt to check it with" if name in sealed else "was added later")
        elif sealed[name] != commitment(name, value, salts[name]):
            yield f"the words of {name} are not those that were sealed: they were changed"
        elif (place, name) in wanted or (-1, name) in wanted:
            seen["values"].append(((place, name), canonical(value)))
    seen["shown"].append(len(shown))
    if (away := len(sealed) - len(shown)) > 0:
        seen["hidden"].append((place, leaf["type"], away))


def gathered(archive: zipfile.ZipFile, task: Any) -> Kept:
    """Every entry of the bundle looked at, in order; by several processes where there are many. Raises Unreadable."""
    seen: Kept = defaultdict(list)
    large = archive.getinfo("entries.jsonl").file_size > 4 * BLOCK
    with (
        archive.open("entries.jsonl") as file,
        ProcessPoolExecutor(initializer=gc.disable) if large else nullcontext() as pool,
    ):
        source = blocks(file)
        ready: Iterator[Kept] = iter(())
        while group := [*islice(source, 8)]:
            ready, done = pool.map(task, group) if pool else map(task, group), ready  # the next are begun first
            for name, more in chain.from_iterable(part.items() for part in done):
                seen[name] += more
        for name, more in chain.from_iterable(part.items() for part in ready):
            seen[name] += more
    return seen


def blocks(file: Any) -> Iterator[bytes]:
    """Whole lines of a file, some megabytes at a time. Raises Unreadable for a line without end."""
    rest = b""
    while more := file.read(BLOCK):
        whole, _, rest = (rest + more).rpartition(b"\n")
        if len(rest) > 4 * BLOCK:
            raise Unreadable("A line of entries.jsonl is longer than any entry can be.")
        yield whole
    yield rest


def erasures(seen: Kept) -> Iterator[tuple[str, int]]:
    """Words destroyed without an erasure, and erasures that should not have been."""
    for place, child in seen["erased"]:
        if not any(child in of[1:] and done > place for done, of, *_ in seen["erasure_carried_out"]):
            yield "its key was destroyed, and no erasure in this file says why: words may have been hidden", place
    for place, of, _, at in seen["erasure_carried_out"]:
        before = {
            act: [one for one in seen[f"erasure_{act}"] if one[0] < place and one[1][0] == of[0]]
            for act in ("asked", "agreed", "called_off")
        }
        agreed = [b[3] for b in before["agreed"] if any(a[0] < b[0] and not a[2] & b[2] for a in before["asked"])]
        if not agreed:
            yield "this erasure was not asked for by one person and then agreed by another", place
        elif at - min(agreed) < timedelta(30):
            yield "this erasure was carried out less than 30 days after it was agreed", place
        if before["called_off"]:
            yield "this erasure was carried out although it had been called off", place
        if any(child in of[1:] for child, _ in holds(seen, place)):
            yield "this erasure was carried out while a legal hold was in force", place


def holds(seen: Kept, place: int) -> list[tuple[str, int]]:
    """The children on legal hold just before a place, and where each hold was placed."""
    return [
        (of[-1], at)
        for at, of, *_ in seen["legal_hold_placed"]
        if at < place and not any(at < off < place and of == lifted for off, lifted, *_ in seen["legal_hold_lifted"])
    ]


def order(seen: Kept, about: Any, size: int) -> Iterator[tuple[str, int | None]]:
    """What is wrong with places, identities, clocks and references; and entries that should be here."""
    rows = seen["rows"]
    ids: dict[str, int] = {}
    for (before, _, was, _), (place, entry, recorded, _) in pairwise([(-1, "", "", b""), *rows]):
        if not before < place < size:
            yield "this place is out of order, or past the end of the record", place
        if recorded < was:
            yield f"the clock went back: recorded {recorded}, and place {before} before it at {was}", place
        if ids.setdefault(entry, place) != place:
            yield f"this entry has the identity of the one at place {ids[entry]}", place
    for place, name, entry in seen["links"]:
        if ids.get(entry, -1) >= place:
            yield f"its {name} is an entry that was not there yet, at place {ids[entry]}", place
    if not rows:
        yield "There is no entry in this file.", None
    if about["entry"] is not None and about["entry"] not in ids:
        yield "The entry this file is about is not in it.", None
    if about["kind"] == "period":
        first, after = about["from"] or 0, size if about["to"] is None else about["to"]
        if there := after - first - sum(first <= row[0] < after for row in rows):
            yield f"{there} entries of the period are not here: each place from {first} to {after - 1} should be.", None
    elif about["kind"] != "receipt" and not about.get("without_words"):
        for place, _ in seen["wordless"]:
            yield "its words are missing, and no erasure says why", place


def times(rows: list[Any], notes: list[tuple[int, datetime]]) -> Iterator[tuple[str, int]]:
    """Entries whose time cannot be: before a signature that came before them, or after one that came after."""
    sizes, slack = [size for size, _ in notes], timedelta(seconds=SLACK)
    early, late = ([(at + by).strftime(STAMP) for _, at in notes] for by in (-slack, slack))
    for place, _, recorded, _ in rows:
        after = bisect_right(sizes, place)
        if after and recorded < early[after - 1]:
            said = f"the record was signed without it on {spoken(notes[after - 1][1])}"
            yield f"back-dated: it says it was recorded {recorded}, and {said}", place
        if after < len(sizes) and recorded > late[after]:
            said = f"the record was signed with it on {spoken(notes[after][1])}"
            yield f"post-dated: it says it was recorded {recorded}, and {said}", place


def from_tiles(said: Said, asked: argparse.Namespace, note: Note, about: Any, places: set[int]) -> None:
    """Every leaf of the record, from its folder of tiles: whether one about the person was left out. Raises Unreadable."""
    hashes: list[bytes] = []
    subject = (about["subject"] or "no person").encode()
    for index in range(-(-note.size // 256)):
        digits = re.findall("...", f"{index:0{-(-len(str(index)) // 3) * 3}}")
        tile = Path(asked.tiles, "tile", "entries", *(f"x{part}" for part in digits[:-1]), digits[-1])
        width = min(256, note.size - 256 * index)
        part = tile.with_name(f"{tile.name}.p") / str(width)
        held, at = read_file(part if width < 256 and part.is_file() else tile), 0
        while at < len(held) and len(hashes) < note.size:
            leaf = held[at + 2 : at + 2 + int.from_bytes(held[at : at + 2], "big")]
            named = subject in leaf or (
                b"\\u" in leaf and subject in canonical(from_json(leaf, "A leaf of the tiles", dict))
            )
            if named and len(hashes) not in places and about["kind"] == "child":
                said[WRONG].append(f"Place {len(hashes)}: an entry about this person was left out of this file.")
            hashes.append(sha256(b"\0" + leaf).digest())
            at += 2 + len(leaf)
    if root_of(hashes, range(len(hashes)), len(hashes), ()) != note.root:
        said[WRONG].append("The folder of tiles is not of the record that was signed.")
    if about["kind"] == "child":
        said[PROVED].append(f"Nothing about this person, of the {note.size} entries signed, was left out.")


def bundle(said: Said, archive: zipfile.ZipFile, asked: argparse.Namespace) -> None:
    """Check a bundle. Raises Unreadable, and what a damaged zip raises."""
    files = {part.filename: part for part in archive.infolist()}
    if len(files) < len(archive.infolist()) or any(
        part.file_size > 200 * part.compress_size + BLOCK or part.compress_type not in (0, 8) or part.flag_bits & 1
        or (part.file_size > SMALL and name != "entries.jsonl") for name, part in files.items()
    ):  # fmt: skip
        raise Unreadable("A part of this file is there twice, is locked, or unpacks to more than a bundle can hold.")
    head = from_json(archive.read("bundle.json"), "bundle.json", BUNDLE)
    note, about, size = read_note(archive.read("checkpoint").decode(), "The checkpoint"), head["about"], head["size"]
    earlier = from_json(archive.read("earlier.json"), "earlier.json", [str])
    notes = [*(read_note(one, "A note in earlier.json") for one in earlier), note]
    tables = from_json(archive.read("tables.json"), "tables.json", TABLES)
    cells = [(made, column, tuple(at)) for made in tables for column, at in made["from"].items()]
    one_person = about["kind"] in ("child", "decision")
    if (one_person and not about["subject"]) or not 0 < size < 1 << 60:
        raise Unreadable("bundle.json does not say who this file is about, or how long the record is.")
    wanted = frozenset((*(cell[2] for cell in cells), (-1, "digest" if asked.document else "")))
    seen = gathered(archive, partial(look, about["subject"] if one_person else None, wanted))
    rows, values, hashes = seen["rows"], dict(seen["values"]), [b64decode(one, validate=True) for one in head["hashes"]]
    places = [row[0] for row in rows]
    if (note.size, note.root) != (size, root_of([row[3] for row in rows], places, size, hashes)):
        said[WRONG].append("These entries are not those that were signed: the tree over them comes to another root.")
    if any(one.origin != head["origin"] for one in notes):
        said[WRONG].append(f"The file says it is from {head['origin']}, and a checkpoint in it is of another record.")
    if any(one.size > two.size or (one.size == two.size and one.root != two.root) for one, two in pairwise(notes)):
        said[WRONG].append("The checkpoints in this file contradict each other: the record did not only grow.")
    signed = [(one.size, at) for one in notes if (at := one.signed(asked.witness, asked.quorum))]
    for wrong, place in chain(seen["findings"], erasures(seen), order(seen, about, size), times(rows, signed)):
        said[WRONG].append(wrong if place is None else f"Place {place}: {wrong}.")
    for made, column, cell in cells:
        if column not in made["row"] or values.get(cell) != canonical(made["row"][column]):
            said[WRONG].append(
                f"Table {made['table']}: {column} is not what is shown of the entry it comes from, {cell}."
            )
    for heading, text in summary(head, seen, signed, len(notes), cells, sum(len(one["row"]) for one in tables)):
        said[heading].append(text)
    if signers(said, note, asked):
        fresh(said, datetime.fromisoformat(head["made"]), signed[-1][1], asked)
    if asked.document:
        mine = [place for place, entry, *_ in rows if entry == about["entry"]]
        digest = canonical(sha256(read_file(asked.document)).hexdigest())
        same = [values.get((place, "digest")) == digest for place in mine] == [True]
        said[PROVED if same else WRONG].append(
            f"The document you gave is {'' if same else 'NOT '}the one the record has."
        )
    if asked.tiles:
        from_tiles(said, asked, note, about, set(places))
    else:
        said[NOT_PROVED].append("That nothing was left out: NOT checked. It needs the record's tiles (--tiles).")


def summary(
    head: Any, seen: Kept, signed: list[tuple[int, datetime]], notes: int, cells: list[Any], all_cells: int
) -> Iterator[tuple[str, str]]:
    """What a bundle holds, counted."""
    count, hidden = len(seen["rows"]), sum(away for *_, away in seen["hidden"])
    yield VERDICT, f"Everything that was checked holds: {count} entries of {head['origin']} are as they were sealed."
    yield (
        PROVED,
        f"{count} entries stand in the signed record at the places shown, in this order, none of them changed.",
    )
    same = f"{len(cells)} cells of tables say the same"
    yield PROVED, f"{sum(seen['shown'])} fields of words are exactly what was sealed; {same}."
    sizes = [size for size, _ in signed]
    bounds = [bisect_right(sizes, row[0]) for row in seen["rows"]]
    low, high = sum(at > 0 for at in bounds), sum(at < len(sizes) for at in bounds)
    yield PROVED, f"{high} entries were written no later, and {low} no earlier, than witnesses' signatures allow."
    if count - min(low, high):
        unbounded = f"{count - low} entries from below, and of {count - high} from above"
        yield NOT_PROVED, f"The times of {unbounded}: no witness bounds them."
    yield NOT_PROVED, f"{all_cells - len(cells)} cells of tables: they are worked out, not sealed."
    yield SEEN, f"{notes - len(signed)} of {notes} checkpoints were passed over: too few of your witnesses signed."
    without = f"{len(seen['wordless'])} entries without words, {len(seen['erased'])} erased"
    yield SEEN, f"{hidden} fields are hidden (redacted), {without}."
    for place, kind, away in seen["hidden"]:
        yield SEEN, f"Place {place} ({kind}): {away} hidden."
    for place, child in seen["erased"]:
        yield SEEN, f"Place {place}: erased, about {child}."
    for child, place in holds(seen, 1 << 60):
        yield SEEN, f"A legal hold is in force for {child}, placed at place {place}."


def fresh(said: Said, made: datetime, at: datetime, asked: argparse.Namespace) -> None:
    """How old the newest signature was when the file was made, and is now."""
    age, now = (made - at) / timedelta(hours=1), (asked.as_of - at) / timedelta(hours=1)
    said[SEEN].append(f"Last signed by enough witnesses on {spoken(at)}, {now:.1f} hours before {spoken(asked.as_of)}.")
    said[SEEN].append(
        f"The file says it was made on {spoken(made)}, {age:.1f} hours after that. Nobody signed that time."
    )
    if not -SLACK / 3600 <= age <= asked.fresh_hours:
        said[WRONG].append(
            f"The file was made {age:.1f} hours after the last signature: later entries may be left out."
        )


def checked(said: Said, asked: argparse.Namespace) -> None:
    """Check whatever was given. Raises Unreadable, and what a damaged zip raises."""
    asked.witness, asked.log = read_keys(asked.witness, WITNESS), read_keys(asked.log, LOG)
    many = len(asked.witness)
    asked.quorum = asked.quorum or (many if many < 3 else many // 2 + 1)
    if many and not 0 < asked.quorum <= many:
        raise Unreadable(f"--quorum {asked.quorum} of {many} witnesses cannot be: give more keys, or a smaller number.")
    if re.match("https?://", asked.file):
        link = urlsplit(asked.file)
        asked.code = unquote(link.path).rstrip("/").rpartition("/")[2]
        held = urlsafe_b64decode(link.fragment + "=" * (-len(link.fragment) % 4))
    elif zipfile.is_zipfile(asked.file):
        with zipfile.ZipFile(asked.file) as archive:
            return bundle(said, archive, asked)
    else:
        held = read_file(asked.file)
    if held.startswith(b"c2sp.org/tlog-proof"):
        proof(said, held.decode(), asked)
    elif held.lstrip()[:1] == b"{":
        evidence(said, held, asked)
    else:
        raise Unreadable(f"{asked.file[:100]} is not a bundle, a proof or evidence, or it was cut short on its way.")


def moment(text: str) -> datetime:
    """A moment as it is typed. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def main(words: list[str] | None = None) -> int:
    """The command. Returns 0 where everything checked holds, 1 where something does not, 2 where it was not checked."""
    parser = argparse.ArgumentParser(prog="candour-verify", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="a bundle, a proof, a witness's evidence, or a receipt's link in quotes")
    parser.add_argument("--witness", action="append", default=[], help="a witness's key, or a file of keys; repeat it")
    parser.add_argument("--quorum", type=int, default=0, help="how many of them must have signed")
    parser.add_argument("--log", action="append", default=[], help="the record's own key, or a file with it")
    parser.add_argument("--as-of", type=moment, default=datetime.now(UTC), help="count ages to this moment, not to now")
    parser.add_argument("--fresh-hours", type=float, default=24.0, help="how old the last signature may be (24)")
    parser.add_argument("--tiles", help="a folder of the record's tiles: checks that nothing was left out")
    parser.add_argument("--document", help="the document a receipt is for")
    parser.add_argument("--leaf-file", help="the leaf a proof is for")
    parser.add_argument("--code", help="the code printed on a receipt")
    parser.add_argument("--page", help="also write the result as a page")
    asked, said = parser.parse_args(words), Said(list, {NOT_PROVED: [*NEVER_PROVED]})
    try:
        checked(said, asked)
    except BROKEN as wrong:
        said[OPEN].append(str(wrong) or "The file is damaged.")
    except KeyError as missing:
        said[OPEN].append(f"A part of this file is missing: {missing}.")
    number, text, page = rendered(said)
    try:
        if asked.page:
            Path(asked.page).write_text(page, encoding="utf-8")
        print(text, flush=True)
    except OSError as wrong:
        print(f"The result could not be written: {wrong}", file=sys.stderr)
        return number or 2
    return number


if __name__ == "__main__":
    sys.exit(main())
