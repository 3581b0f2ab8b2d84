"""A page that stands alone: it can be sent, kept and printed, and asks for nothing from anywhere."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from candour.drawing.svg import Table

STYLE = """
body { background: #fff; color: #0b0c0c; font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; }
h1 { font-size: 1.8rem; } h2 { margin-top: 3rem; } p, li { max-width: 45rem; overflow-wrap: anywhere; }
a { color: #1a5a96; } a:focus, .wide:focus { background: #fd0; color: #0b0c0c; outline: 3px solid #0b0c0c; }
.skip { left: -999rem; position: absolute; } .skip:focus { position: static; }
figure { margin: 1rem 0; max-width: 38rem; } .chart { display: block; height: auto; width: 100%; }
.wide { max-height: 36rem; overflow: auto; } table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { font-weight: bold; text-align: left; } thead th { background: #fff; position: sticky; top: 0; }
th, td { border-bottom: 1px solid #b1b4b6; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
.marked { border-left: .4rem solid #1d70b8; padding-left: .8rem; } tr.marked th, tr.different td { font-weight: bold; }
@media (min-width: 70rem) { .beside { align-items: start; display: grid; gap: 2rem; grid-template-columns: minmax(0, 32rem) minmax(0, 1fr); } }
@media print {
  .skip { display: none; } .wide { max-height: none; overflow: visible; } thead { display: table-header-group; }
  thead th { position: static; } tr, figure { break-inside: avoid; } section { break-before: page; } td, th { font-size: .8rem; }
}
"""
FOOT = "</main>\n</body>\n</html>\n"


def head(title: str, skip: str) -> str:
    """The beginning of the page. Its own policy forbids everything but the one style."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        f'<title>{escape(title)}</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<style>{STYLE}</style>\n</head>\n<body>\n<a class="skip" href="#main">{skip}</a>\n<main id="main">\n'
    )


def table(told: Table) -> Iterator[str]:
    """A table that scrolls by itself where it is wide."""
    name = escape(told.caption)
    yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0">\n<table>\n<caption>{name}</caption>\n'
    yield (
        "<thead><tr>"
        + "".join(f'<th scope="col">{escape(one)}</th>' for one in told.columns)
        + "</tr></thead>\n<tbody>\n"
    )
    for first, *rest in told.rows:
        yield (
            f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(one)}</td>" for one in rest) + "</tr>\n"
        )
    yield "</tbody>\n</table>\n</div>\n"
