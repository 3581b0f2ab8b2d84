"""The survey's pages: plain GOV.UK pages with no script, no cookie and nothing from anywhere else."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from candour.polling.asking import LONGEST, Filled, Grouping, Item, Plan, carried
from candour.polling.standing import Survey, in_words
from candour.voice.survey.questionnaire import Question

PROTECTS = """\
Nobody signs in here. No cookie is set, and neither your address nor your browser is written down.
Your code is one of a pot that was drawn and fixed before the survey opened. Who was handed which code is not kept.
Answers wait until there are ten. Then they are mixed and kept with no time and in no order, apart from the codes, and what \
you write in your own words apart from what you chose.
No group of fewer than ten is told, nor what it could be worked out from, and what fewer than five people answered is told of \
no group. Results come only by: {titles}.
Nobody can close the survey early, hold the results back or change a question: what was fixed is shown below."""
DOES_NOT = """\
Somebody who watches the network can see that a machine visited this page, and when. Use a telephone or a computer that is \
not your employer's.
How you write can give you away. Write few words, and name nobody.
In a very small team, colleagues may guess, whatever any rule hides. You can leave out where you work.
At the moment when you are handed your code, you trust the council's server not to remember it. While fewer than ten answers \
wait, you trust whoever runs this service not to open them, and at all times not to \
change what was answered: nobody could see it."""


def shell(title: str, inside: Iterable[str], faults: Sequence[str] = (), wrong: bool = False) -> str:
    """A whole page. Faults stand on every one of them."""
    told = "".join(f"<li>{escape(one)}</li>" for one in faults)
    warned = (
        '<section class="polling-fault" aria-labelledby="fault"><h2 class="govuk-heading-m" id="fault">This survey is not'
        f' as it was fixed</h2><ul class="govuk-list govuk-list--bullet">{told}</ul></section>'
    )
    return (
        '<!DOCTYPE html>\n<html lang="en" class="govuk-template">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{'Error: ' if wrong else ''}{escape(title)} - survey</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n'
        '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/govuk.css">\n<link rel="stylesheet" href="/survey.css">\n'
        '</head>\n<body class="govuk-template__body">\n'
        '<a href="#main-content" class="govuk-skip-link">Skip to main content</a>\n'
        '<header class="polling-head"><div class="govuk-width-container"><a class="govuk-link govuk-link--inverse" href="/">'
        "Survey of staff</a></div></header>\n"
        '<div class="govuk-width-container"><main class="govuk-main-wrapper" id="main-content">\n'
        f"{warned if faults else ''}{''.join(inside)}</main></div>\n</body>\n</html>\n"
    )


def said(title: str, *words: str, link: tuple[str, str] = ("/", "To the first page")) -> Iterator[str]:
    """A page that says something, and where to go from here."""
    yield f'<h1 class="govuk-heading-l">{escape(title)}</h1>'
    yield from (f'<p class="govuk-body">{escape(one)}</p>' for one in words)
    yield f'<p class="govuk-body"><a class="govuk-link" href="{link[0]}">{escape(link[1])}</a></p>'


def first(survey: Survey) -> Iterator[str]:
    """The first page: what it is, what it protects against and what not, and what is fixed."""
    fixed, stage = survey.statement, survey.stage
    yield f'<span class="govuk-caption-l">{escape(fixed.authority)}</span>'
    yield f'<h1 class="govuk-heading-l">{escape(fixed.title)}</h1>'
    yield f'<p class="govuk-body-l">{escape(_today(survey))}</p>'
    if stage == "open":
        yield '<p class="govuk-body">It takes about six minutes. You can leave out any question. You need your code.</p>'
        yield '<p><a class="govuk-button govuk-button--start" href="/answer" role="button" draggable="false">Start</a></p>'
    if stage == "published":
        yield '<p class="govuk-body"><a class="govuk-link" href="/results">The results</a></p>'
    titles = ", ".join(one.title for one in survey.asks.breakdowns) or "none"
    protects = PROTECTS.format(titles=titles).splitlines()
    yield '<h2 class="govuk-heading-m">What this protects you against</h2>' + _listed(protects)
    yield '<h2 class="govuk-heading-m">What it does not protect you against</h2>' + _listed(DOES_NOT.splitlines())
    yield '<h2 class="govuk-heading-m">If you lose your code</h2><p class="govuk-body">It cannot be replaced: nobody knows'
    yield " which one was yours. A code can be used once; nothing that was sent can be looked at or changed.</p>"
    yield '<h2 class="govuk-heading-m">What is fixed</h2><dl class="govuk-summary-list">'
    for name, what in (
        ("Opens", in_words(fixed.opens)),
        ("Closes, at the end of", in_words(fixed.closes)),
        ("Results are published on", in_words(fixed.publishes)),
        ("Staff", f"{fixed.total:,}"),
        ("Codes in the pot", f"{fixed.codes:,}"),
        ("Digest of all this", fixed.digest),
    ):
        yield _row(name, escape(what))
    yield '</dl><p class="govuk-body"><a class="govuk-link" href="/survey.json">All of it, as the scrutineer holds it</a>.'
    yield " The council's record holds the same digest, written down before the survey opened.</p>"


def _today(survey: Survey) -> str:
    fixed = survey.statement
    return {
        "not open yet": f"The survey opens on {in_words(fixed.opens)}.",
        "open": f"The survey is open until {in_words(fixed.closes)} ends.",
        "closed": f"The survey is closed. Results will be published on {in_words(fixed.publishes)}.",
        "published": f"The survey is closed. Results were due on {in_words(fixed.publishes)}.",
    }[survey.stage]


def ask_code(trouble: str = "", typed: str = "") -> Iterator[str]:
    """Asks for the code, which goes in the form and never in an address. What was typed wrongly stays to be mended."""
    if trouble:
        yield _summary({"code": trouble})
    yield '<form method="post" action="/answer" novalidate autocomplete="off">'
    yield f'<div class="govuk-form-group{" govuk-form-group--error" if trouble else ""}"><h1 class="govuk-label-wrapper">'
    yield '<label class="govuk-label govuk-label--l" for="code">Your code</label></h1>'
    yield '<div class="govuk-hint" id="code-hint">20 letters and figures, as Candour showed them to you. Gaps and small'
    yield " letters do not matter.</div>"
    yield _error("code", trouble)
    yield '<input class="govuk-input govuk-input--width-20" id="code" name="code" type="text" spellcheck="false"'
    yield f' value="{escape(typed[:100])}" autocapitalize="characters" aria-describedby="code-hint{" code-error" if trouble else ""}"></div>'
    yield '<button type="submit" class="govuk-button">Continue</button></form>'


def questions(made: Plan, number: int, filled: Filled, code: str) -> Iterator[str]:
    """One page of questions, with what was answered so far."""
    wrong = {
        made.field(one): filled.wrong[made.field(one)]
        for one in made.shown(number, filled)
        if made.field(one) in filled.wrong
    }
    if wrong:
        yield _summary(wrong)
    yield f'<h1 class="govuk-heading-l">Page {number + 1} of {len(made.pages)}</h1>'
    yield '<p class="govuk-body">You can leave out any question.</p>'
    yield from _form_begins(made, filled, number, code)
    for item in made.shown(number, filled):
        yield from _asked(made, item, filled, wrong.get(made.field(item), ""))
    yield '<div class="govuk-button-group"><button type="submit" class="govuk-button" name="to" value="next">Continue</button>'
    if number:
        yield '<button type="submit" class="govuk-button govuk-button--secondary" name="to" value="back">Back</button>'
    yield "</div></form>"


def check(made: Plan, filled: Filled, code: str) -> Iterator[str]:
    """Everything answered, to be looked over before it is sent."""
    yield '<h1 class="govuk-heading-l">Look over your answers</h1>'
    yield '<p class="govuk-body">Once they are sent, they cannot be looked at, changed or taken back by anybody.</p>'
    yield from _form_begins(made, filled, len(made.pages), code)
    yield '<dl class="govuk-summary-list">'
    for number in range(len(made.pages)):
        for item in made.shown(number, filled):
            name = _name(item)
            change = (
                f'<dd class="govuk-summary-list__actions"><button class="polling-link" name="to" value="{number}">Change'
                f'<span class="govuk-visually-hidden"> {escape(name)}</span></button></dd>'
            )
            yield _row(name, escape(_answer(item, filled)) or "Left out", change)
    yield '</dl><div class="govuk-button-group"><button type="submit" class="govuk-button" name="to" value="send">Send</button>'
    yield '<button type="submit" class="govuk-button govuk-button--secondary" name="to" value="back">Back</button></div></form>'


def _form_begins(made: Plan, filled: Filled, number: int, code: str) -> Iterator[str]:
    yield '<form method="post" action="/answer" novalidate autocomplete="off">'
    # The first button is what the Enter key presses.
    for name, value in (("code", code), ("at", str(number)), *carried(made, filled, number)):
        yield f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _name(item: Item) -> str:
    return item.ask if isinstance(item, Question) else f"Your {item.level.replace('_', ' ')}"


def _answer(item: Item, filled: Filled) -> str:
    if isinstance(item, Grouping):
        return ", ".join(filled.chosen.get(item.level, ()))
    if item.code in filled.words:
        return filled.words[item.code]
    words = {one.code: one.words for one in item.answers}
    return "; ".join(words.get(one, one) for one in filled.chosen.get(item.code, ()))


def _asked(made: Plan, item: Item, filled: Filled, trouble: str) -> Iterator[str]:
    name, ask = made.field(item), escape(_name(item))
    group = f'<div class="govuk-form-group{" govuk-form-group--error" if trouble else ""}">'
    hint = f'aria-describedby="{name}-error"' if trouble else ""
    if isinstance(item, Grouping):
        chosen = filled.chosen.get(item.level, [""])
        yield f'{group}<label class="govuk-label govuk-label--m" for="{name}">{ask}</label>'
        yield f'<select class="govuk-select" id="{name}" name="{name}"><option value="">Prefer not to say</option>'
        for at, one in enumerate(item.groups, 1):
            yield f'<option value="{at}"{" selected" if chosen == [one] else ""}>{escape(one)}</option>'
        yield "</select></div>"
    elif item.kind == "text":
        yield f'{group}<label class="govuk-label govuk-label--m" for="{name}">{ask}</label>'
        yield f'<div class="govuk-hint" id="{name}-hint">Name nobody, no place and no case. Two people outside your line read it,'
        yield f" and take out what they find. At most {LONGEST:,} characters.</div>{_error(name, trouble)}"
        yield f'<textarea class="govuk-textarea" id="{name}" name="{name}" rows="5" aria-describedby="{name}-hint">'
        yield f"{escape(filled.words.get(item.code, ''))}</textarea></div>"
    elif item.kind == "number":
        yield f'{group}<label class="govuk-label govuk-label--m" for="{name}">{ask}</label>{_error(name, trouble)}'
        yield f'<input class="govuk-input govuk-input--width-4" id="{name}" name="{name}" type="text" inputmode="numeric" {hint}'
        yield f' value="{escape("".join(filled.chosen.get(item.code, ())))}"></div>'
    else:
        yield from _choices(name, ask, item, filled.chosen.get(item.code, []))


def _choices(name: str, ask: str, item: Question, chosen: Sequence[str]) -> Iterator[str]:
    kind, box = ("checkboxes", "checkbox") if item.kind == "multiple" else ("radios", "radio")
    answers = [(one.code, one.words) for one in item.answers]
    if kind == "radios":
        answers.append(("", "Prefer not to say"))
    yield '<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend'
    yield f' govuk-fieldset__legend--m">{ask}</legend><div class="govuk-{kind} govuk-{kind}--small">'
    for at, (code, words) in enumerate(answers):
        ticked = " checked" if code in chosen else ""
        yield f'<div class="govuk-{kind}__item"><input class="govuk-{kind}__input" id="{name}-{at}" name="{name}" type="{box}"'
        yield f' value="{escape(code)}"{ticked}><label class="govuk-label govuk-{kind}__label" for="{name}-{at}">'
        yield f"{escape(words)}</label></div>"
    yield "</div></fieldset></div>"


def _summary(wrong: dict[str, str]) -> str:
    lines = "".join(f'<li><a href="#{name}">{escape(one)}</a></li>' for name, one in wrong.items())
    return (
        '<div class="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>'
        f'<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">{lines}</ul></div></div></div>'
    )


def _error(name: str, trouble: str) -> str:
    return (
        f'<p class="govuk-error-message" id="{name}-error"><span class="govuk-visually-hidden">Error:</span>'
        f" {escape(trouble)}</p>"
        if trouble
        else ""
    )


def _row(name: str, value: str, more: str = "") -> str:
    return (
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{escape(name)}</dt>'
        f'<dd class="govuk-summary-list__value polling-breaks">{value}</dd>{more}</div>'
    )


def _listed(lines: Iterable[str]) -> str:
    return '<ul class="govuk-list govuk-list--bullet">' + "".join(f"<li>{escape(one)}</li>" for one in lines) + "</ul>"
