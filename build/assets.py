"""Copies the page styles, scripts and the typeface of documents into Candour, without the typeface, crown and crest it may not use."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
MODULES = HOUSE / "node_modules"
BUILT = HOUSE / "src" / "candour" / "web" / "static" / "built"
FONTS = HOUSE / "src" / "candour" / "documents" / "fonts"
TYPEFACE = MODULES / "@expo-google-fonts" / "atkinson-hyperlegible"

# What the pages call it: where its package keeps its files, and the name its minified files start with.
KITS = {
    "govuk": (MODULES / "govuk-frontend" / "dist" / "govuk", "govuk-frontend"),
    "moj": (MODULES / "@ministryofjustice" / "frontend" / "moj", "moj-frontend"),
}

TYPEFACE_RULE = re.compile(r"@font-face\s*\{[^}]*\}")
TYPEFACE_NAME = re.compile(r"""(["']?)GDS Transport\1\s*,\s*""")
CREST_RULE = re.compile(r"[^{}]*\{[^{}]*url\([^)]*(?:crest|crown|logotype)[^)]*\)[^{}]*\}")
SOURCE_MAP = re.compile(r"(?:/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=\S*)")
ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)""")
NOT_OURS = re.compile(r"GDS Transport|@font-face|sourceMappingURL|url\([^)]*(?:crest|crown|logotype)", re.IGNORECASE)


def styles(name: str, package: Path, text: str, pictures: dict[str, bytes]) -> str:
    """The stylesheet as Candour may use it; the icons it needs are added to `pictures`."""
    for unwanted in (SOURCE_MAP, TYPEFACE_RULE, TYPEFACE_NAME, CREST_RULE):
        text = unwanted.sub("", text)
    text = text.replace("GDS Transport", "arial")

    def relative(found: re.Match[str]) -> str:
        address = found.group(2)
        picture = package / address.lstrip("/")
        if not address.startswith("/assets/images/") or not picture.is_file():
            sys.exit(
                f"{name}.css asks for {address}, which its package does not have. Check the versions in package.json."
            )
        content = picture.read_bytes()
        if pictures.setdefault(f"images/{picture.name}", content) != content:
            sys.exit(
                f"Two different pictures are both called {picture.name}. Give each kit its own folder of pictures."
            )
        return f"url(images/{picture.name})"

    text = ADDRESS.sub(relative, text)
    left_over = NOT_OURS.search(text)
    if left_over:
        sys.exit(f"{name}.css still mentions '{left_over.group()}', which Candour may not use. Change build/assets.py.")
    return text.strip() + "\n"


def main() -> None:
    """Makes the folder of built files from nothing, so that what is in it never depends on an earlier build."""
    files: dict[str, bytes] = {}
    for name, (package, stem) in KITS.items():
        sheet, script = package / f"{stem}.min.css", package / f"{stem}.min.js"
        if not (sheet.is_file() and script.is_file()):
            sys.exit(f"{stem} is not installed. Run `make build`, which installs it first.")
        files[f"{name}.css"] = styles(name, package, sheet.read_text("utf-8"), files).encode()
        files[f"{name}.js"] = (SOURCE_MAP.sub("", script.read_text("utf-8")).strip() + "\n").encode()
    typeface = {path.name: path.read_bytes() for path in (*TYPEFACE.rglob("*.ttf"), TYPEFACE / "LICENSE_FONT")}
    if len(typeface) < 3:
        sys.exit("The typeface of documents is not installed. Run `make build`, which installs it first.")
    for folder, found in ((BUILT, files), (FONTS, typeface)):
        shutil.rmtree(folder, ignore_errors=True)
        for path, content in found.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


if __name__ == "__main__":
    main()
