"""Checks a file from a council's record of children, for somebody who trusts neither the council nor its supplier.

It shares no code with what made the file. How to use it and read its result: README.md beside this.
"""

import argparse
import gc
import html
import re
import sys
import textwrap
import zipfile
import zlib
from base64 import b64decode, urlsafe_b64decode
from bisect import bisect_right
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import candour_seal as seal

BLOCK = 4 << 20  # bytes of entries that are looked at together
SLACK = timedelta(seconds=60)  # by how much the clocks of a council and its witnesses may differ
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # the letters of a receipt's code
MOMENT, DAY = re.compile(r"[0-9-]{10}T[0-9:]{8}\.[0-9]{6}Z"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
NONE, STAMP = type(None), "%Y-%m-%dT%H:%M:%S.%fZ"
LEAF = {"v": 1, "type": str, "subjects": [str], "actor": str, "standing": dict, "for": (str, NONE),
        "direction": (str, NONE), "happened": DAY, "recorded": MOMENT, "supersedes": (str, NONE), "content": str,
        "fields": {str: str}}
ENTRY = {"place": int, "leaf": str, "fields": (dict, NONE), "salts": (dict, NONE)}
LINE = (ENTRY, {**ENTRY, "erased": bool})
ABOUT = {"kind": re.compile("child|period|decision|receipt"), "subject": (str, NONE), "from": (int, NONE),
         "to": (int, NONE), "entry": (str, NONE)}
BUNDLE = {"format": "candour-bundle/1", "origin": str, "about": (ABOUT, {**ABOUT, "without_words": bool}),
          "made": MOMENT, "size": int, "hashes": [str]}
TABLES = [{"table": str, "row": dict, "from": {str: [(int, str)]}}]
EVIDENCE = {"format": "candour-evidence/1", "origin": str, "kind": str, "seen_at": (str, int), "log_keys": [str],
            "notes": [str], "old": int, "proof": [str]}

FIRST, VERDICT, OPEN = "Said first", "Verdict", "Not checked"
WRONG, PROVED, UNPROVED, SEEN = "What does not hold", "What this proves", "What this does NOT prove", "What was seen"
NEVER_PROVED = (
    "That what was typed is true. This shows what was written and when, not what happened.",
    "That something was never typed. What nobody wrote down leaves no trace.",
    "Anything after the last witnessed signature: about the last minute before it can still be changed unseen.",
    "Who the workers are. The file has references in place of their names.")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What was checked</title><style>body{{font:1.1rem/1.5 sans-serif;max-width:44rem;margin:auto;padding:1rem}}
body{{overflow-wrap:anywhere}}h1{{font-size:1.4rem;border-left:.5rem solid}}</style><main>{}</main></html>"""
Found = defaultdict[str, list[Any]]  # what there is to say, under its heading; what is kept of entries, under its name

def note_of(found: Found, text: str, what: str) -> seal.Note:
    """A signed checkpoint; that it is a demonstration's is said before all else. Raises Unreadable."""
    note = seal.read_note(text, what)
    if note.origin.endswith("-demonstration"):
        found[FIRST] = ["This is a DEMONSTRATION: its times and people are invented. It proves nothing about anybody."]
    return note

def look(subject: str | None, wanted: frozenset[tuple[int, str]], block: bytes) -> Found:
    """Check the entries of a block of lines one by one: each leaf, and its words against what the leaf promised."""
    seen: Found = defaultdict(list)
    say = seen[WRONG].append
    for line in filter(None, block.split(b"\n")):
        here = "An entry"
        try:
            entry = seal.from_json(line, "a line of entries.jsonl", LINE)
            place, raw, shown, salts = entry["place"], entry["leaf"].encode(), entry["fields"], entry["salts"] or {}
            here = f"Place {place}"
            leaf = seal.from_json(entry["leaf"], "the leaf", LEAF)
            date.fromisoformat(leaf["happened"]), datetime.fromisoformat(leaf["recorded"])
            if seal.ENCODER.encode(leaf).encode() != raw or not leaf["subjects"]:
                raise seal.Unreadable("its leaf is not in the one spelling a leaf may have")
            sealed = leaf["fields"]
            seen["rows"].append((place, leaf["content"], leaf["recorded"], sha256(b"\0" + raw).digest()))
            seen["links"] += [(place, name, leaf[name]) for name in ("supersedes", "direction") if leaf[name]]
            if leaf["type"].startswith(("erasure_", "legal_hold_")):
                whose, when = {leaf["actor"], leaf["for"] or leaf["actor"]}, datetime.fromisoformat(leaf["recorded"])
                seen[leaf["type"]].append((place, leaf["subjects"], whose, when))
            if subject and subject not in leaf["subjects"]:
                say(f"{here}: it is not about the person this file is about, and does not belong here.")
            if shown is None:
                seen["erased" if entry.get("erased") else "wordless"].append((place, leaf["subjects"][0]))
                continue
            if entry.get("erased"):
                say(f"{here}: its words are said to be erased, and yet they are here.")
            for name, value in shown.items():
                if name not in salts or name not in sealed:
                    why = "has no salt to check it with" if name in sealed else "was added later"
                    say(f"{here}: {name} is shown, and {why}.")
                elif sealed[name] != seal.commitment(name, value, salts[name]):
                    say(f"{here}: the words of {name} are not those that were sealed: they were changed.")
                if (place, name) in wanted or (-1, name) in wanted:
                    seen["values"].append(((place, name), seal.ENCODER.encode(value)))
            seen["shown"].append(len(shown))
            if away := max(0, len(sealed) - len(shown)):
                seen["hidden"].append((place, leaf["type"], away))
        except (ValueError, RecursionError) as wrong:
            say(f"{here}: this entry proves nothing: {str(wrong)[:200]}")
    return seen

def gather(found: Found, archive: zipfile.ZipFile, task: partial[Found]) -> None:
    """Every entry looked at, in order; by several processes where there are many."""
    with archive.open("entries.jsonl") as file, ProcessPoolExecutor(initializer=gc.disable) as pool:
        each = pool.map if archive.getinfo("entries.jsonl").file_size > 4 * BLOCK else map
        blocks = iter(lambda: file.read(BLOCK) + file.readline(4 * BLOCK), b"")  # whole lines
        while some := [*islice(blocks, 8)]:
            for part in each(task, some):
                for name, more in part.items():
                    found[name] += more

def holds(found: Found, place: int) -> list[tuple[str, int]]:
    """The children on legal hold just before a place, and where each hold was placed."""
    return [(of[-1], at) for at, of, *_ in found["legal_hold_placed/1"] if at < place and not any(
        at < off < place and of == lifted for off, lifted, *_ in found["legal_hold_lifted/1"])]

def erasures(found: Found) -> None:
    """Words destroyed without an erasure, and erasures that should not have been."""
    for place, child in found["erased"]:
        told = any(child in of[1:] and done > place for done, of, *_ in found["erasure_carried_out/1"])
        unless(found, told, f"Place {place}: its key was destroyed, and no erasure in this file says why.")
    for place, of, _, at in found["erasure_carried_out/1"]:
        here, (asked, agreed, called_off) = f"Place {place}: this erasure was", (
            [one for one in found[f"erasure_{act}/1"] if one[0] < place and one[1][0] == of[0]]
            for act in ("asked", "agreed", "called_off"))
        by_two = [when for later, _, second, when in agreed if any(
            before < later and not first & second for before, _, first, _ in asked)]
        soon, held = by_two and at - min(by_two) < timedelta(30), {one for one, _ in holds(found, place)} & {*of[1:]}
        unless(found, by_two, f"{here} not asked for by one person and then agreed by another.")
        unless(found, not soon, f"{here} carried out less than 30 days after it was agreed.")
        unless(found, not called_off, f"{here} carried out although it had been called off.")
        unless(found, not held, f"{here} carried out while a legal hold was in force.")

def order(found: Found, about: Any, size: int, signed: list[tuple[int, datetime]], real: bool) -> None:
    """What is wrong with places, identities, references and, where they are real, times; and what should be here."""
    ids, rows, sizes = dict[str, int](), found["rows"], [size for size, _ in signed]
    early = ["", *(f"{at - SLACK:{STAMP}}" for _, at in signed)]  # found by how many checkpoints are without an entry
    late = [*(f"{at + SLACK:{STAMP}}" for _, at in signed), "~"]
    for (before, _, was, _), (place, entry, when, _) in pairwise([(-1, "", "", b""), *rows]):
        first, after = ids.setdefault(entry, place), bisect_right(sizes, place)
        if before < place < size and first == place and max(was, early[after]) <= when <= late[after]:
            continue
        here = f"Place {place}:"
        unless(found, before < place < size, f"{here} this place is out of order, or past the end of the record.")
        unless(found, first == place, f"{here} this entry has the identity of the one at place {first}.")
        if real:
            unless(found, when >= was, f"{here} the clock went back: {when}, and place {before} before it {was}.")
            unless(found, when >= early[after], f"{here} back-dated, {when}: signed without it {early[after]}.")
            unless(found, when <= late[after], f"{here} post-dated, {when}: signed with it {late[after]}.")
    for place, name, entry in found["links"]:
        there = ids.get(entry, -1)
        unless(found, there < place, f"Place {place}: its {name} is an entry that was not there yet, at place {there}.")
    unless(found, rows, "There is no entry in this file.")
    unless(found, about["entry"] is None or about["entry"] in ids, "The entry this file is about is not in it.")
    if about["kind"] == "period":
        first, after = about["from"] or 0, size if about["to"] is None else about["to"]
        less = after - first - sum(first <= row[0] < after for row in rows)
        whole = f"each place from {first} to {after - 1} should be."
        unless(found, not less, f"{less} entries of the period are not here: {whole}")
    elif about["kind"] != "receipt" and not about.get("without_words"):
        found[WRONG] += [f"Place {at}: its words are missing, and no erasure says why." for at, _ in found["wordless"]]

def signers(found: Found, note: seal.Note, asked: argparse.Namespace) -> datetime | None:
    """When enough witnesses had signed, saying who did."""
    at, whose = note.signed(asked.witness, asked.quorum), [key[0] for key in asked.witness if note.signed([key])]
    found[SEEN].append(f"{note.origin} had {note.size} entries. Signed by witnesses: {', '.join(whose) or 'none'}.")
    unless(found, asked.witness, "No witness's key was given (--witness): anybody could have made all of this.", OPEN)
    few = f"Fewer than {asked.quorum} of the {len(asked.witness)} witnesses whose keys you gave signed this."
    unless(found, at or not asked.witness, few)
    unless(found, not asked.log or note.signed(asked.log), "The record's own key did not sign this checkpoint.")
    unless(found, asked.log, "That the record's own key signed: not checked (--log).", UNPROVED)
    return at

def proof(found: Found, text: str, asked: argparse.Namespace) -> None:
    """Check the proof on a receipt, against its code or the leaf it is for. Raises Unreadable, OSError."""
    parts = re.fullmatch(r"c2sp\.org/tlog-proof@v1\n(?:extra ([A-Za-z0-9+/]{43}=)\n)?index ([0-9]{1,18})\n"
                         r"((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.*)", text, re.DOTALL)
    if not parts:
        raise seal.Unreadable("This proof cannot be read: it should be a C2SP tlog-proof, whole and unchanged.")
    note, hashes = note_of(found, parts[4], "Its checkpoint"), [b64decode(one) for one in parts[3].split()]
    leaf = sha256(b"\0" + seal.read_file(asked.leaf_file)).digest() if asked.leaf_file else b64decode(parts[1] or "")
    given = re.sub("[- ]", "", asked.code or "").upper().translate(str.maketrans("OIL", "011"))
    if not leaf or not (given or asked.leaf_file):
        raise seal.Unreadable("Which entry is this a proof of? Give its --leaf-file, or the --code on the paper.")
    code = "".join(CROCKFORD[int.from_bytes(leaf[:15], "big") >> at & 31] for at in range(115, -1, -5))
    unless(found, given in ("", code), f"This proof is of the entry with the code {code}, and yours is {given}.")
    root = seal.root_from_proof(leaf, int(parts[2]), note.size, hashes)
    unless(found, root == note.root, "The proof does not lead from this entry to what was signed.")
    found[UNPROVED].append("What the entry says: a code stands for it, and shows none of it.")
    if at := signers(found, note, asked):
        what = f"an entry with the code {code} stood at place {parts[2]} of the record {note.origin}"
        found[VERDICT].append(f"It holds: {what} when the witnesses signed on {spoken(at)}.")
        found[PROVED].append(f"On {spoken(at)} {what}. It can not be taken out or changed unseen.")

def evidence(found: Found, text: bytes, asked: argparse.Namespace) -> None:
    """Check what a witness kept when a record showed it something that does not fit. Raises Unreadable."""
    held = seal.from_json(text, "This evidence", EVIDENCE)
    keys = asked.log or seal.read_keys(held["log_keys"], seal.LOG)
    old, new = (note_of(found, one, "A checkpoint of this evidence") for one in (*held["notes"], "", "")[:2])
    unless(found, asked.log, "That the key is the record's own: it is the one in this file (--log).", UNPROVED)
    found[SEEN] += [f"A checkpoint of {one.origin} with {one.size} entries." for one in (old, new)]
    if not all(keys and note.signed(keys) and note.origin == held["origin"] for note in (old, new)):
        found[OPEN].append("The record's key did not sign both checkpoints, so they prove nothing against it.")
    elif old.size == new.size and old.root != new.root:
        found[WRONG].append("A fork, proved: the record showed two histories for one length, both signed with its key.")
    elif not seal.grew(old, new, [b64decode(one, validate=True) for one in held["proof"]]):
        found[OPEN].append("It signed both, and the proof offered does not show that one grew from the other.")
        found[UNPROVED].append("A fork. The record may hold a right proof and not have given it: ask it for one.")
    else:
        found[VERDICT].append("Nothing is wrong with these checkpoints: the proof shows that one grew from the other.")

def from_tiles(found: Found, folder: str, note: seal.Note, about: Any, places: set[int]) -> None:
    """Every leaf of the record, from its tiles: was one about the person left out? Raises Unreadable, OSError."""
    leaves: list[tuple[int, bytes]] = []
    subject = (about["subject"] or "no person").encode()
    for index in range(-(-note.size // 256)):
        name = re.sub("([0-9]{3}),", r"x\1/", re.sub("^(000,)+", "", f"{index:019,}"))
        tile, width = Path(folder, "tile/entries", name), min(256, note.size - 256 * index)
        part = Path(f"{tile}.p", str(width))
        held, at = seal.read_file(part if width < 256 and part.is_file() else tile), 0
        while at < len(held) and len(leaves) < note.size:
            leaf = held[at + 2 : at + 2 + int.from_bytes(held[at : at + 2], "big")]
            escaped = b"\\u" in leaf and seal.ENCODER.encode(seal.from_json(leaf, "A leaf of the tiles", dict)).encode()
            here = subject not in (escaped or leaf) or len(leaves) in places or about["kind"] != "child"
            unless(found, here, f"Place {len(leaves)}: an entry about this person was left out of this file.")
            leaves.append((len(leaves), sha256(b"\0" + leaf).digest()))
            at += 2 + len(leaf)
    same = seal.root_of(leaves, 0, note.size, iter(())) == note.root
    unless(found, same, "The tiles are not of the record that was signed.")
    whole = f"Nothing about this person, of the {note.size} entries signed, was left out."
    unless(found, about["kind"] != "child", whole, PROVED)

def bundle(found: Found, archive: zipfile.ZipFile, asked: argparse.Namespace) -> None:
    """Check a bundle. Raises Unreadable, OSError, and what a damaged zip raises."""
    parts = archive.infolist()
    if len({part.filename for part in parts}) < len(parts) or any(
        part.file_size > 200 * part.compress_size + BLOCK or part.compress_type not in (0, 8) or part.flag_bits & 1
        or (part.file_size > seal.SMALL and part.filename != "entries.jsonl") for part in parts):
        raise seal.Unreadable("A part of this file is there twice, is locked, or unpacks to more than it can be.")
    head = seal.from_json(archive.read("bundle.json"), "bundle.json", BUNDLE)
    texts = [*seal.from_json(archive.read("earlier.json"), "earlier.json", [str]), archive.read("checkpoint").decode()]
    notes = [note_of(found, one, "A checkpoint in this file") for one in texts]
    note, about, size = notes[-1], head["about"], head["size"]
    tables = seal.from_json(archive.read("tables.json"), "tables.json", TABLES)
    cells = [(made, column, tuple(at)) for made in tables for column, at in made["from"].items()]
    if (about["kind"] == "child" and not about["subject"]) or not 0 < size < 1 << 60:
        raise seal.Unreadable("bundle.json does not say who this file is about, or how long the record is.")
    wanted = frozenset((*(cell for *_, cell in cells), (-1, "digest" if asked.document else "")))
    gather(found, archive, partial(look, about["subject"] if about["kind"] in ("child", "decision") else None, wanted))
    rows, values, hashes = found["rows"], dict(found["values"]), map(b64decode, head["hashes"])
    root = seal.root_of(rows, 0, size, hashes)
    same, origin = (note.size, note.root, [*hashes]) == (size, root, []), head["origin"]
    unless(found, same, "These entries are not those that were signed: the tree over them comes to another root.")
    other = f"The file says it is from {origin}, and a checkpoint in it is of another record."
    unless(found, all(one.origin == origin for one in notes), other)
    only_grew = all(one.size < two.size or one[3:] == two[3:] for one, two in pairwise(notes))
    unless(found, only_grew, "The checkpoints in this file contradict each other: the record did not only grow.")
    signed = [(one.size, at) for one in notes if (at := one.signed(asked.witness, asked.quorum))]
    real = not found[FIRST]
    erasures(found)
    order(found, about, size, signed, real)
    for made, column, cell in cells:
        same = column in made["row"] and values.get(cell) == seal.ENCODER.encode(made["row"][column])
        unless(found, same, f"Table {made['table']}: {column} is not what is shown of the entry it comes from, {cell}.")
    counted(found, origin, signed)
    found[SEEN].append(f"{len(notes) - len(signed)} of {len(notes)} checkpoints were passed over: too few signed them.")
    found[PROVED].append(f"{len(cells)} cells of tables say the same as the words of entries.")
    made_up = sum(len(one["row"]) for one in tables) - len(cells)
    found[UNPROVED].append(f"{made_up} cells of tables.json: no entry here bears them out. Rely on the entries for them, not on the tables.")
    if at := signers(found, note, asked):
        made, now = datetime.fromisoformat(head["made"]), asked.as_of
        age, old = ((when - at) / timedelta(hours=1) for when in (made, now))
        found[SEEN].append(f"Last signed by enough witnesses on {spoken(at)}, {old:.1f} hours before {spoken(now)}. "
                          f"The file says it was made {age:.1f} hours after that. Nobody signed that time.")
        late = about["kind"] != "receipt" and age > asked.fresh_hours  # no entry may have come after a receipt's
        stale = f"The file was made {age:.1f} hours after the last signature: later entries may be left out."
        unless(found, not real or (made - at >= -SLACK and not late), stale)
    if asked.document:
        mine = [place for place, entry, *_ in rows if entry == about["entry"]]
        digest = seal.ENCODER.encode(sha256(seal.read_file(asked.document)).hexdigest())
        same = [values.get((place, "digest")) == digest for place in mine] == [True]
        unless(found, same, "The document you gave is NOT the one the record has.")
        unless(found, not same, "The document you gave is the one the record has.", PROVED)
    unless(found, asked.tiles, "That nothing was left out: NOT checked. It needs its tiles (--tiles).", UNPROVED)
    if asked.tiles:
        from_tiles(found, asked.tiles, note, about, {row[0] for row in rows})

def counted(found: Found, origin: str, signed: list[tuple[int, datetime]]) -> None:
    """What a bundle holds, counted."""
    count, sizes = len(found["rows"]), [size for size, _ in signed]
    bounds = [bisect_right(sizes, row[0]) for row in found["rows"]]
    low, high = sum(at == 0 for at in bounds), sum(at == len(sizes) for at in bounds)
    found[VERDICT].append(f"Everything that was checked holds: {count} entries of {origin} are as they were sealed.")
    found[PROVED] += [
        f"{count} entries stand in the signed record at the places shown, in this order, none of them changed.",
        f"{sum(found['shown'])} fields of words are exactly what was sealed.",
        f"{count - high} entries were written no later, and {count - low} no earlier, than signatures allow."]
    unbounded = f"The times of {low} entries from below, and of {high} from above: no witness bounds them."
    unless(found, low + high == 0, unbounded, UNPROVED)
    found[SEEN] += [
        f"{sum(away for *_, away in found['hidden'])} fields are hidden (redacted).",
        f"{len(found['wordless'])} entries without words, {len(found['erased'])} erased.",
        *(f"Place {place} ({kind}): {away} hidden." for place, kind, away in found["hidden"]),
        *(f"Place {place}: erased, about {child}." for place, child in found["erased"]),
        *(f"A legal hold is in force for {child}, placed at place {at}." for child, at in holds(found, 1 << 60))]

def unless(found: Found, holds: object, otherwise: str, under: str = WRONG) -> None:
    """Say something, unless something holds: what is wrong, if no other heading is named."""
    found[under] += [] if holds else [otherwise]

def spoken(moment: datetime) -> str:
    """A moment as it is read aloud."""
    return f"{moment.day} {moment:%B %Y at %H:%M:%S} (UTC)"

def plain(text: str) -> str:
    """Text that cannot steer a terminal or turn a line round."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:1000])

def rendered(found: Found) -> tuple[int, str, str]:
    """The result: its number (0 holds, 1 does not, 2 could not be checked), for a terminal, and as a page."""
    number = 1 if found[WRONG] else 2 if found[OPEN] else 0
    bad = f"Something does NOT hold ({len(found[WRONG])}). Do not rely on this file until each point is explained."
    said = (found[VERDICT], [bad], ["This could NOT be checked.", *found[OPEN]])[number]
    inside = [f"The file says, and agrees with itself: {line}" for line in found[PROVED]] if number == 2 else []
    proved = ["Nothing that can be relied on, for the reason above.", *inside] if number else found[PROVED]
    verdict = plain(" ".join([*found[FIRST], *said]))
    text, page = [textwrap.fill(verdict, 96)], [f"<h1>{html.escape(verdict)}</h1>"]
    for heading, lines in (WRONG, found[WRONG]), (PROVED, proved), (UNPROVED, found[UNPROVED]), (SEEN, found[SEEN]):
        shown = [plain(line) for line in lines[:200]] + ["And more: the first 200 are shown."] * (len(lines) > 200)
        if shown:
            text += ["", heading, *(textwrap.fill(f"  - {one}", 96, subsequent_indent="    ") for one in shown)]
            page += [f"<h2>{heading}</h2><ul>", *(f"<li>{html.escape(one)}</li>" for one in shown), "</ul>"]
    return number, "\n".join(text), PAGE.format("".join(page))

def checked(found: Found, asked: argparse.Namespace) -> None:
    """Check whatever was given. Raises Unreadable, OSError, and what a damaged zip raises."""
    asked.witness, asked.log = seal.read_keys(asked.witness, seal.WITNESS), seal.read_keys(asked.log, seal.LOG)
    asked.as_of, many = asked.as_of or datetime.now(UTC), len(asked.witness)
    asked.as_of = asked.as_of.replace(tzinfo=asked.as_of.tzinfo or UTC)
    asked.quorum = asked.quorum or (many if many < 3 else many // 2 + 1)
    if many and not 0 < asked.quorum <= many:
        raise seal.Unreadable(f"--quorum {asked.quorum} of {many} witnesses cannot be: give more keys.")
    if link := re.fullmatch("https?://[^#]*/([^/#]+)/?(?:#(.*))?", asked.file):
        asked.code, held = link[1], urlsafe_b64decode((link[2] or "") + "==")
    elif zipfile.is_zipfile(asked.file):
        with zipfile.ZipFile(asked.file) as archive:
            return bundle(found, archive, asked)
    else:
        held = seal.read_file(asked.file)
    if held.startswith(b"c2sp.org/tlog-proof"):
        return proof(found, held.decode(), asked)
    if held.lstrip()[:1] == b"{":
        return evidence(found, held, asked)
    raise seal.Unreadable(f"{asked.file[:100]} is not a bundle, a proof or evidence, or it was cut short on its way.")

def main(words: list[str] | None = None) -> int:
    """The command. Returns 0 where everything checked holds, 1 where something does not, 2 where it was not checked."""
    parser = argparse.ArgumentParser(prog="candour-verify", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="a bundle, a proof, a witness's evidence, or a receipt's link in quotes")
    parser.add_argument("--witness", action="append", default=[], help="a witness's key, or a file of keys; repeat it")
    parser.add_argument("--quorum", type=int, default=0, help="how many of them must have signed")
    parser.add_argument("--log", action="append", default=[], help="the record's own key, or a file with it")
    parser.add_argument("--as-of", type=datetime.fromisoformat, help="count ages to this moment, not to now")
    parser.add_argument("--fresh-hours", type=float, default=24.0, help="how old the last signature may be (24)")
    parser.add_argument("--tiles", help="a folder of the record's tiles: checks that nothing was left out")
    parser.add_argument("--document", help="the text exactly as it was sealed, from a receipt's page; no PDF")
    parser.add_argument("--leaf-file", help="the leaf a proof is for")
    parser.add_argument("--code", help="the code printed on a receipt")
    parser.add_argument("--page", help="also write the result as a page")
    asked, found = parser.parse_args(words), Found(list, {UNPROVED: [*NEVER_PROVED]})
    try:
        checked(found, asked)
    except KeyError as missing:
        found[OPEN].append(f"A part of this file is missing: {missing}.")
    except OSError as wrong:
        found[OPEN].append(f"{wrong.filename or asked.file} cannot be read: {wrong.strerror or wrong}.")
    except (ValueError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error, EOFError) as wrong:
        found[OPEN].append(str(wrong) or "The file is damaged.")
    number, text, page = rendered(found)
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
