"""The house checks itself: signs, names, sizes, and documents that say what the code says."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from candour.documents.headings import HEADINGS
from candour.practice.guard import DECISIONS
from candour.record.entry import KINDS
from candour.ssd.table import TABLES
from docs.generate import MADE, PAGES_MADE, set_up

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src" / "candour").rglob("*.py"))
NEVER = re.compile(r"(^|_)(utils?|helpers?|common|core(?!_group)|misc|manager|service|info)(_|$)")
set_up()


def tracked():
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    named = [ROOT / name for name in found.stdout.decode().split("\0") if name]
    return [path for path in named if path.is_file()] or [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and ".venv" not in path.parts and "node_modules" not in path.parts
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_module_opens_with_a_line_a_practitioner_understands_and_is_short(path):
    text = path.read_text()
    tree = ast.parse(text)
    if text.strip():
        assert ast.get_docstring(tree), "say in one line what this module is for"
    assert len(text.splitlines()) <= 500
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            most = 90 if "families" in path.parts else 70  # a life written by hand is a story, not a function
            assert (node.end_lineno or 0) - node.lineno <= most, f"{node.name} does not fit on a screen"


def test_every_room_has_a_sign_of_at_most_six_lines():
    for room in sorted((ROOT / "src" / "candour").iterdir()):
        if room.is_dir() and (room / "__init__.py").exists():
            sign = importlib.import_module(f"candour.{room.name}").__doc__ or ""
            assert 0 < len(sign.strip().splitlines()) <= 6, room.name


def test_whatever_stands_beside_the_code_is_packed_with_it():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["*"]
    packages = {path.parent for path in MODULES if path.name == "__init__.py"}
    packed = {path for package in packages for pattern in patterns for path in package.glob(pattern)}
    beside = {path for path in tracked() if ROOT / "src" / "candour" in path.parents and path.suffix != ".py"}
    assert beside - packed == set()


def test_no_drawer_without_a_name():
    for path in MODULES:
        assert not NEVER.search(path.stem), path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                assert not re.match(r"(process_|handle_|do_)", node.name), f"{path}: {node.name}"


@pytest.mark.parametrize("name", PAGES_MADE)
def test_the_reference_says_what_the_code_says(name):
    page = ROOT / "docs" / "reference" / f"{name}.md"
    assert page.exists() and page.read_text() == MADE + PAGES_MADE[name](), "stale: run `make docs`"


def test_every_entry_type_is_shown_by_a_table_besides_the_list_of_acts():
    shown = {kind for made in TABLES.values() for kind in made.shows}
    assert [kind for kind, made in KINDS.items() if made not in shown] == []


def test_what_a_table_says_it_shows_really_comes_from_that_entry(life):
    """An entry of each type, on a file of its own or after a life that leads to it, changes a table that names it."""
    from candour.practice.guard import Worker
    from candour.record.casefile import Casefile
    from candour.record.entry import Standing
    from candour.ssd.table import told
    from tests.lonely import changed_by

    assert Worker and Standing and Casefile and told
    silent = []
    for (kind, _), made in KINDS.items():
        named = {table.name for table in TABLES.values() if made in table.shows}
        if not named & changed_by(made):
            silent.append(kind)
    assert silent == []


def test_every_entry_type_has_a_heading_and_nothing_else_has():
    assert set(HEADINGS) == {kind for kind, _ in KINDS}


def test_every_decision_is_offered_on_a_page():
    from candour.web.pages import PAGES
    from candour.web.steps import STEPS

    on_steps = {made.decision.name for made in STEPS.values() if made.decision}
    on_pages = {one.name for made in PAGES.values() for one in made.decides}
    assert on_steps | on_pages == set(DECISIONS)


def test_no_lock_or_config_names_a_registry_and_no_file_a_path_of_a_machine():
    address = re.compile(r'"resolved"\s*:|--(extra-)?index-url|--find-links|registry\s*=\s*"?http')
    machine = re.compile(r"(^|[\s\"'=(:])/(work|farm|root|home)/")
    for path in tracked():
        if path.suffix in (".png", ".ico") or path == Path(__file__).resolve():
            continue
        text = path.read_text(errors="ignore")
        assert not address.search(text), path
        assert not machine.search(text), path


def test_the_readme_names_only_commands_that_exist():
    text = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    from candour.cli.command import parser

    commands = set(re.findall(r"candour ([a-z-]+)", " ".join(re.findall(r"`[^`]*candour [a-z][^`]*`", text))))
    known = next(action for action in parser()._actions if hasattr(action, "choices") and action.choices).choices
    assert commands <= set(known)


def test_every_link_in_the_documents_leads_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not link.startswith("http"):
                assert (page.parent / link).exists(), f"{page}: {link}"
