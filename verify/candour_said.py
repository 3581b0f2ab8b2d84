"""What is said in the end, in plain English: the verdict, what is proved, what is not, what was seen, what is wrong."""

import html
import textwrap
from collections import defaultdict
from datetime import datetime

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What was checked</title><style>body{font:1.1rem/1.5 sans-serif;color:#111;background:#fff;max-width:44rem;
margin:auto;padding:1rem;overflow-wrap:anywhere}h1{font-size:1.4rem;border-left:.5rem solid;padding-left:1rem}
@media print{body{font-size:11pt;padding:0}}</style><main>"""
VERDICT, OPEN, WRONG, PROVED, NOT_PROVED, SEEN = (
    "Verdict", "Not checked", "What does not hold", "What this proves", "What this does NOT prove", "What was seen")  # fmt: skip
NEVER_PROVED = [
    "That what was typed is true. This shows what was written and when, not what happened.",
    "That something was never typed. What nobody wrote down leaves no trace.",
    "Anything after the last witnessed signature: about the last minute before it can still be changed unseen.",
    "Who the workers are. The file has references in place of their names.",
]

Said = defaultdict[str, list[str]]  # what there is to say, under its heading


def rendered(said: Said) -> tuple[int, str, str]:
    """The result: its number (0 holds, 1 does not, 2 could not be checked), for a terminal, and as a page."""
    number = 1 if said[WRONG] else 2 if said[OPEN] else 0
    bad = f"Something does NOT hold ({len(said[WRONG])}). Do not rely on this file until each point is explained."
    verdict = plain((" ".join(said[VERDICT]), bad, "This could NOT be checked. " + " ".join(said[OPEN]))[number])
    text, page = [textwrap.fill(verdict, 96)], [f"<h1>{html.escape(verdict)}</h1>"]
    for heading in (WRONG, PROVED, NOT_PROVED, SEEN):
        lines = [plain(line) for line in said[heading][:200]] + ["And more: the first 200 are shown."] * (
            len(said[heading]) > 200
        )
        if heading == PROVED and number:
            inside = [f"The file says, and agrees with itself: {line}" for line in lines] if number == 2 else []
            lines = ["Nothing that can be relied on, for the reason above.", *inside]
        if lines:
            text += [
                "",
                heading,
                *(textwrap.fill(one, 96, initial_indent="  - ", subsequent_indent="    ") for one in lines),
            ]
            page += [f"<h2>{heading}</h2><ul>", *(f"<li>{html.escape(one)}</li>" for one in lines), "</ul>"]
    return number, "\n".join(text), "".join((HEAD, *page, "</main></html>"))


def plain(text: str) -> str:
    """Text that cannot steer a terminal or turn a line round."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:1000])


def spoken(moment: datetime) -> str:
    """A moment as it is read aloud."""
    return f"{moment.day} {moment:%B %Y at %H:%M:%S} (UTC)"
