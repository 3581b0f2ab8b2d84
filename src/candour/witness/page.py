"""The witness's own page: which records it watches, which have gone quiet, and which told two stories."""

from datetime import UTC, datetime
from html import escape

from candour.witness.evidence import MOST_FILES
from candour.witness.judging import NOT_EXTENDING, SHRUNK, TWO_ROOTS
from candour.witness.memory import Refused, Watched
from candour.witness.standing import Standing

HEADINGS = {
    TWO_ROOTS: "Two versions of one record",
    SHRUNK: "An earlier, shorter state was sent",
    NOT_EXTENDING: "Growth was not proved",
}
MEANINGS = {
    TWO_ROOTS: "The record's own key signed two different contents for the same length. The file proves it to anybody.",
    SHRUNK: "It is signed by the record's key. Either an old state was sent again, which anybody who kept a copy can do,"
    " or the record was put back to an earlier day. Ask the record's keepers which.",
    NOT_EXTENDING: "A longer state, signed by the record's key, came without a proof that it contains everything seen"
    " here before. Either the proof was wrong or something earlier was changed. Ask the record's keepers.",
}
HOLDS = {
    SHRUNK: "This witness had itself seen that earlier state, so this alone is no sign that anything was changed.",
    NOT_EXTENDING: "The same state was proved at another time: the proof was wrong, not the record.",
}


def page(found: Standing) -> str:
    """The page, whole."""
    name = escape(found.key.name)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the witness {name} sees</title>
<link rel="stylesheet" href="page.css">
</head>
<body>
<header><p>Witness <strong>{name}</strong></p></header>
<main>
<h1>What this witness sees</h1>
<p>A witness checks that a casework record only grows: that nothing on it is changed or taken away. It never receives
what is on the record.</p>
{_summary(found)}
<h2>Records watched</h2>
{"".join(_watched(found, one) for one in found.watched) or "<p>No record is watched yet.</p>"}
<h2>What was refused</h2>
{"".join(_refused(one) for one in found.refused) or "<p>Nothing was refused.</p>"}
<h2>About this witness</h2>
<dl>
<dt>Its public key</dt><dd><code>{escape(str(found.key))}</code></dd>
<dt>Time at this witness</dt><dd>{when(found.now)}</dd>
</dl>
<p><a href="status.json">The same, for a program</a></p>
</main>
</body>
</html>
"""


def _summary(found: Standing) -> str:
    said = []
    if found.clock_went_back:
        said.append(
            f"The clock here went back: it says {when(found.now)}, and this witness already signed at"
            f" {when(found.last_time)}. Nothing is cosigned until the clock is put right."
        )
    proofs = sum(one.kind == TWO_ROOTS for one in found.unanswered)
    if proofs:
        said.append(f"A record was shown in two versions ({_times(proofs)}). See what was refused, below.")
    said += [
        f"{escape(one.origin)}: not heard from for {how_long(found.silent_for(one) or 0)}." for one in found.silent
    ]
    asking = len(found.unanswered) - proofs
    if asking:
        said.append(f"Something else was refused that has to be asked about ({_times(asking)}).")
    if said:
        lines = "".join(f"<li>{one}</li>\n" for one in said)
        return f'<section class="trouble" aria-labelledby="trouble">\n<h2 id="trouble">Look at this</h2>\n<ul>\n{lines}</ul>\n</section>'
    if not found.watched:
        return ""
    quiet = f"No record was silent for longer than {_minutes(found.stale_after)}."
    return f"<p><strong>Nothing is wrong.</strong> {quiet}</p>"


def _watched(found: Standing, one: Watched) -> str:
    silent = found.silent_for(one)
    if one.size is None or one.heard_at is None or one.grew_at is None:
        told = f"<dt>Watched since</dt><dd>{when(one.since)}; not heard from yet</dd>"
    else:
        told = (
            f"<dt>Entries</dt><dd>{one.size:,}</dd>\n<dt>Last heard from</dt><dd>{when(one.heard_at)}</dd>\n"
            f"<dt>Last grew</dt><dd>{when(one.grew_at)}</dd>"
        )
    warned = "" if silent is None else f'<p class="warned">Not heard from for {how_long(silent)}</p>\n'
    more = (
        f"<p>Refused besides, and only counted: {one.not_kept:,}. At most {MOST_FILES:,} files are kept.</p>\n"
        if one.not_kept
        else ""
    )
    return f"<article>\n<h3>{escape(one.origin)}</h3>\n{warned}<dl>\n{told}\n</dl>\n{more}</article>\n"


def _refused(one: Refused) -> str:
    holds = f"<p>{HOLDS[one.kind]}</p>\n" if one.seen_to_hold and one.kind in HOLDS else ""
    again = f", {_times(one.times)} up to {when(one.last_at)}" if one.times > 1 else ""
    file = escape(one.file)
    return f"""<article>
<h3>{HEADINGS[one.kind]}</h3>
<p>{MEANINGS[one.kind]}</p>
{holds}<dl>
<dt>Record</dt><dd>{escape(one.origin)}</dd>
<dt>Entries in what was refused</dt><dd>{one.size:,}</dd>
<dt>Refused</dt><dd>{when(one.first_at)}{again}</dd>
<dt>Evidence</dt><dd><a href="evidence/{file}">{file}</a></dd>
</dl>
</article>
"""


def when(seconds: int) -> str:
    """A time in words.

    >>> when(1_800_000_000)
    '15 January 2027 at 08:00 UTC'
    """
    there = datetime.fromtimestamp(seconds, UTC)
    return f"{there.day} {there:%B %Y at %H:%M} UTC"


def how_long(seconds: int) -> str:
    """A length of time in its largest whole unit.

    >>> how_long(10_900), how_long(600), how_long(86_400)
    ('3 hours', '10 minutes', '1 day')
    """
    for long, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= long:
            count = seconds // long
            return f"{count:,} {name}" + ("" if count == 1 else "s")
    return "less than a minute"


def _minutes(seconds: int) -> str:
    return "a minute" if seconds == 60 else f"{seconds // 60:,} minutes"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"
