"""The pages of the two who read what people wrote: each with a key of their own, one answer after another."""

from collections.abc import Iterator, Sequence
from html import escape

from candour.polling.asking import Fields
from candour.polling.standing import Survey
from candour.polling.store import fingerprint
from candour.polling.words import MISSED, TRIED, Reading, agreed, suggestions, themes_told, without

NAMES = "names.txt"


class NotAReader(Exception):
    """The key is none of the two that were made with the survey."""


def reader(survey: Survey, key: str) -> int:
    """Which of the two readers has this key: 0 or 1. Raises NotAReader."""
    try:
        return survey.statement.readers.index(fingerprint(key.strip().lower()))
    except ValueError:
        raise NotAReader from None


def note(survey: Survey, who: int, fields: Fields) -> None:
    """Keep what a reader made of an answer. What they take out has to stand in it; the rest is passed over."""
    words = {one: text for one, _, text in survey.store.words()}.get("".join(fields.get("answer", ())))
    if words is None:
        return
    typed = [one.strip() for one in "".join(fields.get("also", ())).splitlines()]
    removed = {one for one in (*fields.get("remove", ()), *typed) if one and one in words}
    themes = {one.strip().casefold() for one in "".join(fields.get("themes", ())).split(",") if one.strip()}
    tell = fields.get("tell", ("",))[0] == "yes"
    survey.store.note_reading(fields["answer"][0], who, Reading(tuple(sorted(removed)), tuple(sorted(themes)), tell))


def ask_key(trouble: str = "") -> Iterator[str]:
    """Asks a reader for their key."""
    yield '<form method="post" action="/words" autocomplete="off"><h1 class="govuk-label-wrapper">'
    yield '<label class="govuk-label govuk-label--l" for="key">Your key as a reader</label></h1>'
    if trouble:
        yield f'<p class="govuk-error-message" role="alert">{escape(trouble)}</p>'
    yield '<input class="govuk-input" id="key" name="key" type="text" spellcheck="false"><p></p>'
    yield '<button class="govuk-button" type="submit">Begin</button></form>'


def to_read(survey: Survey, who: int, key: str) -> Iterator[str]:
    """The next answer that this reader has not read, or that the two do not agree on."""
    mine, other = survey.store.readings(who), survey.store.readings(1 - who)
    all_words = survey.store.words()
    new = [one for one in all_words if one[0] not in mine]
    apart = [
        one
        for one in all_words
        if one[0] in mine and one[0] in other and mine[one[0]].tell and other[one[0]].tell
        and not agreed(mine[one[0]], other[one[0]])
    ]  # fmt: skip
    yield f'<h1 class="govuk-heading-l">Reading: {len(all_words) - len(new)} of {len(all_words)} done</h1>'
    if not new and not apart:
        yield '<p class="govuk-body">There is nothing left for you to read.</p>'
        return
    yield f'<p class="govuk-body">What could be a name, a place or a case is suggested. Of {TRIED} in invented answers'
    yield f" {MISSED} were not: a name in small letters, a family told by what happened to it. Read every word.</p>"
    one, question, words = (new or apart)[0]
    theirs = other[one].removed if not new else ()
    yield from _form(one, survey.fixed_asks.question(question).ask, words, key, mine.get(one), theirs, _names(survey))


def _form(
    one: str, ask: str, words: str, key: str, mine: Reading | None, theirs: Sequence[str], names: Sequence[str]
) -> Iterator[str]:
    yield '<form method="post" action="/words" autocomplete="off">'
    for name, value in (("key", key), ("answer", one)):
        yield f'<input type="hidden" name="{name}" value="{escape(value)}">'
    yield f'<h2 class="govuk-heading-m">{escape(ask)}</h2><div class="govuk-inset-text polling-breaks">{escape(words)}</div>'
    offered = list(dict.fromkeys([*(mine.removed if mine else ()), *theirs, *suggestions(words, names)]))
    ticked = set(mine.removed) if mine else set(offered)
    if offered:
        yield '<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">Take out'
        yield '</legend><div class="govuk-checkboxes govuk-checkboxes--small">'
        for at, piece in enumerate(offered):
            more = " (the other reader takes this out)" if piece in theirs else ""
            yield f'<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="r-{at}" name="remove"'
            yield f' type="checkbox" value="{escape(piece)}"{" checked" if piece in ticked else ""}>'
            yield f'<label class="govuk-label govuk-checkboxes__label" for="r-{at}">{escape(piece + more)}</label></div>'
        yield "</div></fieldset></div>"
    yield '<div class="govuk-form-group"><label class="govuk-label" for="also">Take out as well, each on a line, as it stands'
    yield '</label><textarea class="govuk-textarea" id="also" name="also" rows="3"></textarea></div>'
    yield '<div class="govuk-form-group"><label class="govuk-label" for="themes">Themes, with commas between</label>'
    yield f'<input class="govuk-input" id="themes" name="themes" value="{escape(", ".join(mine.themes) if mine else "")}"></div>'
    yield '<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">May the rest be'
    yield ' published, with the authority\'s name and no team?</legend><div class="govuk-radios govuk-radios--small">'
    for value, label in (("yes", "Yes"), ("no", "No")):
        yield f'<div class="govuk-radios__item"><input class="govuk-radios__input" id="t-{value}" name="tell" type="radio"'
        yield f' value="{value}" required><label class="govuk-label govuk-radios__label" for="t-{value}">{label}</label></div>'
    yield '</div></fieldset></div><button class="govuk-button" type="submit">Keep, and read the next</button></form>'


def _names(survey: Survey) -> list[str]:
    try:
        return [one.strip() for one in (survey.folder / NAMES).read_text().splitlines() if one.strip()]
    except OSError:
        return []


def told(survey: Survey) -> Iterator[str]:
    """What may be published of what people wrote: themes that both readers counted, and what both would tell."""
    first, second = survey.store.readings(0), survey.store.readings(1)
    everything = survey.store.words()
    if not everything:
        return
    yield '<section aria-labelledby="words-name"><h2 id="words-name">In their own words</h2>'
    both = [one for one in everything if one[0] in first and one[0] in second]
    many = f"{len(everything):,} people" if len(everything) >= 10 else "Fewer than 10 people"
    yield f"<p>{many} wrote something. Two readers outside the line read it. Only what both would tell stands here, with what"
    yield " both took out left out; it appears as they come to agree.</p>"
    for theme, times in themes_told((first.get(one[0]), second.get(one[0])) for one in everything):
        yield f"<p>{escape(theme.capitalize())}: {times}</p>"
    for one, _, words in both:
        if agreed(first[one], second[one]):
            quoted = escape(without(words, first[one].removed))
            yield f"<blockquote><p>{quoted}</p><footer>{escape(survey.statement.authority)}</footer></blockquote>"
    yield "</section>"
