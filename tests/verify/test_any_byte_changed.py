"""Whatever byte of a bundle is changed: it never holds with another meaning, and never ends in a traceback."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from io import BytesIO

from hypothesis import example, given, settings
from hypothesis import strategies as st

import candour_verify
from tests.verify.bundles import family, spelt
from tests.verify.test_a_bundle_is_checked import MINE, table


@cache
def good():
    record = family()
    files = record.files(places=MINE)
    table(files, record)
    del files["READ-ME.txt"]  # nobody checks it
    return record, spelt(files)


def means_the_same(changed: dict[str, bytes], files: dict[str, bytes]) -> bool:
    """Whether a reader of entries and proved cells would believe the same. Fields may be hidden, tables left away."""
    (whom, entries, shown, cells), (_, _, all_shown, all_cells) = read(changed), read(files)
    return (whom, entries) == read(files)[:2] and shown <= all_shown and cells <= all_cells


def read(files: dict[str, bytes]):
    head = json.loads(files["bundle.json"])
    rows = [json.loads(line) for line in files["entries.jsonl"].split(b"\n") if line]
    entries = [(one["place"], one["leaf"], one.get("erased", False)) for one in rows]
    shown = {(one["place"], name, json.dumps(value)) for one in rows for name, value in one["fields"].items()}
    tables = json.loads(files["tables.json"])
    cells = {(name, json.dumps(made["row"][name]), str(made["from"][name])) for made in tables for name in made["from"]}
    return (head["about"]["subject"], head["origin"]), entries, shown, cells


@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(sorted(good()[1])), at=st.integers(0), bit=st.integers(0, 7))
@example(name="entries.jsonl", at=10, bit=0)
def test_one_bit_changed_anywhere_is_found_or_means_the_same(tmp_path_factory, name, at, bit):
    record, files = good()
    held = bytearray(files[name])
    held[at % len(held)] ^= 1 << bit
    changed = {**files, name: bytes(held)}
    path = tmp_path_factory.getbasetemp() / "flipped.zip"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, bytes_ in changed.items():
            archive.writestr(part, bytes_)
    path.write_bytes(out.getvalue())
    number = candour_verify.main([str(path), *record.keys, "--as-of", "2026-09-04"])
    assert number in (0, 1, 2)
    if number == 0:
        assert means_the_same(changed, files)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0), byte=st.integers(1, 255))
def test_one_byte_of_the_zip_itself_changed_is_never_a_traceback(tmp_path_factory, at, byte):
    record, files = good()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, bytes_ in files.items():
            archive.writestr(part, bytes_)
    held = bytearray(out.getvalue())
    held[at % len(held)] ^= byte
    path = tmp_path_factory.getbasetemp() / "flipped-zip.zip"
    path.write_bytes(bytes(held))
    assert candour_verify.main([str(path), *record.keys, "--as-of", "2026-09-04"]) in (0, 1, 2)


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=SHAPES)
def test_a_part_of_another_kind_is_never_a_traceback_and_never_another_meaning(tmp_path_factory, data, value):
    """Any one value, at any depth of any file, is replaced by something else."""
    record, files = good()
    name = data.draw(st.sampled_from(["bundle.json", "earlier.json", "tables.json", "entries.jsonl"]))
    lines = files[name].split(b"\n") if name == "entries.jsonl" else [files[name]]
    parsed = [json.loads(line) for line in lines if line]
    inside, step = parsed, data.draw(st.integers(0, len(parsed) - 1))
    while isinstance(inside[step], dict | list) and inside[step] and data.draw(st.booleans()):
        inside = inside[step]
        step = (
            data.draw(st.sampled_from(sorted(inside)))
            if isinstance(inside, dict)
            else data.draw(st.integers(0, len(inside) - 1))
        )
    inside[step] = value
    changed = {**files, name: b"\n".join(json.dumps(one).encode() for one in parsed)}
    path = tmp_path_factory.getbasetemp() / "replaced.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part, bytes_ in changed.items():
            archive.writestr(part, bytes_)
    number = candour_verify.main([str(path), *record.keys, "--as-of", "2026-09-04"])
    assert number in (0, 1, 2)
    if number == 0:
        assert means_the_same(changed, files)
