"""The verifiers as they are handed to a stranger: small, sharing nothing with Candour, two that agree, a page to read."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.verify.bundles import CHILD, family, verified, zipped
from tests.verify.test_a_bundle_is_checked import MINE, TODAY

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "verify").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_can_be_read_in_an_hour_and_uses_only_the_standard_library_and_cryptography(path):
    text = path.read_text()
    assert len(text.splitlines()) < 400
    own = {one.stem for one in MODULES} | {"cryptography"}
    for one in ast.walk(ast.parse(text)):
        names = [name.name for name in one.names] if isinstance(one, ast.Import) else []
        names += [one.module or ""] if isinstance(one, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] in own | sys.stdlib_module_names, name
    assert MODULES


def test_it_runs_where_candour_is_not(tmp_path):
    """By its own code alone: no folder of Candour is on the path, and python -I reads no other."""
    record = family()
    path = zipped(tmp_path / "b.zip", record.files(places=MINE))
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'verify')!r}); import candour_verify as c; n = c.main(sys.argv[1:]); "
    code += "assert 'candour' not in sys.modules; sys.exit(n)"
    run = subprocess.run(
        [sys.executable, "-I", "-O", "-c", code, str(path), *record.keys, *TODAY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """The verifier in Go, built as its README says."""
    out = tmp_path_factory.mktemp("go") / "candour-verify-go"
    there = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(ROOT / ".venv" / "go-build")}
    subprocess.run(
        ["go", "build", "-o", str(out), "main.go"], cwd=ROOT / "verify" / "go", env=os.environ | there, check=True
    )

    def asked(path, *words):
        run = subprocess.run([str(out), str(path), *words], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout

    return asked


def reworded(files):
    files["entries.jsonl"][1]["fields"]["why"] = 'She said "no" — twice e.'


def flipped(files):
    files["entries.jsonl"][0]["leaf"] = files["entries.jsonl"][0]["leaf"].replace(
        "contact_received", "contact_receivee"
    )


def unwitnessed(files):
    files["checkpoint"] = "\n".join(files["checkpoint"].split("\n")[:-2]) + "\n"


def turned_round(files):
    files["entries.jsonl"].reverse()


def cut_short(files):
    files["entries.jsonl"].pop()


def test_both_verifiers_agree(second, tmp_path, capsys):
    record = family()
    record.write(
        "visit_made/1", CHILD, fields={"all": ["\u2028<&>\x7f\x01\t", {"\U0001f600": -1, "\uff5e": 2**70}, [], {}]}
    )
    places = [*MINE, 6]
    path = zipped(tmp_path / "b.zip", record.files(places=places))
    assert second(path, *record.keys, "--log", str(record.log.key)) == (
        0, "Holds: 5 entries and 10 fields of wrenshire are as they were sealed\n",
    )  # fmt: skip
    assert verified(path, *record.keys, *TODAY, capsys=capsys)[0] == 0
    for change in (reworded, flipped, unwitnessed, turned_round, cut_short):
        files = record.files(places=places)
        change(files)
        zipped(path, files)
        number, says = second(path, *record.keys)
        assert number == 1 and says.startswith("Does not hold: "), change.__name__
        assert verified(path, *record.keys, *TODAY, capsys=capsys)[0] == 1, change.__name__
    assert second(path)[0] == 2


@pytest.mark.parametrize("whole", [True, False])
def test_the_page_can_be_read_by_everybody(whole, browser, tmp_path, capsys):
    record, page = family(), tmp_path / "result.html"
    files = record.files(places=MINE)
    if not whole:
        files["entries.jsonl"][0]["fields"]["words"] = "Other words"
    verified(zipped(tmp_path / "b.zip", files), "--page", str(page), *record.keys, *TODAY, capsys=capsys)
    text = page.read_text()
    assert "<script" not in text and "What this does NOT prove" in text
    assert ("Everything that was checked holds" in text) == whole
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        opened = context.new_page()
        opened.goto(page.as_uri())
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
        assert opened.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_page_that_cannot_be_written_is_said(tmp_path, capsys):
    record = family()
    path = zipped(tmp_path / "b.zip", record.files(places=MINE))
    import candour_verify

    assert candour_verify.main([str(path), *record.keys, *TODAY, "--page", str(tmp_path / "none" / "page.html")]) == 2
    assert "The result could not be written" in capsys.readouterr().err
