"""Running a survey: making it, letting it answer, and holding it against the scrutineer's copy."""

import os
import secrets
import socket
import stat
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from importlib import resources
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from candour.polling.answering import Service
from candour.polling.codes import draw, enough_for, hash_of, root_of, shown
from candour.polling.reading_pages import NAMES
from candour.polling.standing import Survey, in_words, read_asks, read_figures
from candour.polling.statement import FILE, Statement, differences, in_order, read_statement
from candour.polling.store import KEY, Store, fingerprint, make_store, write_secret
from candour.polling.trouble import Trouble
from candour.voice.survey.questionnaire import Questionnaire
from candour.voice.survey.reading import BadSurvey

READERS = 2
QUESTIONS = "questions.toml"


def new(
    folder: Path,
    whose: tuple[str, str],
    questions: str,
    staff: Path,
    by: Sequence[str],
    days: tuple[date, date, date],
    pot: Path,
    names: Path | None = None,
    after: Path | None = None,
) -> str:
    """Make a survey in a new folder, and its pot of codes in a file. Returns what to tell the person. Raises Trouble.

    `whose` are the authority whose staff are asked, and the address where they answer; `days` are when it opens, closes and
    publishes; `questions` a file, or `standard`; `names` the authority's own names and places, one a line, to be looked for
    in what people write; `after` the results of the survey before, CSV or JSON.
    """
    from candour.voice.survey.weighing import read_staff  # here: it brings the tables' library with it

    in_order(*days)
    authority, address = whose
    if address and not address.startswith(("https://", "http://")):
        raise Trouble(f"{address} is no address. Write it whole, such as https://survey.example")
    toml = _questions(questions)
    asks = read_asks(toml, questions)
    try:
        levels = read_staff(staff).levels
    except BadSurvey as bad:
        raise Trouble(str(bad)) from None
    chosen = _breakdowns(asks, by, levels, staff)
    wanted = {level for one in asks.breakdowns if one.code in chosen for level in one.levels}
    earlier = _earlier(after, asks, levels) if after else ""
    total = sum(next(iter(levels.values())).values())
    codes = draw(enough_for(total))
    hashes = [hash_of(one) for one in codes]
    keys = [secrets.token_hex(16) for _ in range(READERS)]
    fixed = Statement(
        secrets.token_hex(16), authority, asks.title, address, asks.digest, chosen,
        {level: groups for level, groups in levels.items() if level in wanted} or dict(list(levels.items())[:1]),
        *days, len(codes), root_of(hashes), tuple(fingerprint(one) for one in keys),
        fingerprint(earlier) if earlier else "",
    )  # fmt: skip
    known = _text(names) if names else ""
    _write(folder, pot, fixed, (toml, earlier), hashes, codes)
    if known:
        write_secret(folder / NAMES, known)
    return (
        f"The survey is in {folder}. Its digest: {fixed.digest}\n"
        f"{folder / FILE} goes to the council, to be written on its record {_until(fixed.opens)}, and a copy to the"
        f" scrutineer.\n{pot} holds {len(codes):,} codes. Give it to the council once, and keep no copy.\n"
        "The two who read what people write need these keys, one each. They are shown this once:\n" + "\n".join(keys)
    )


def _until(opens: date) -> str:
    if opens < datetime.now(UTC).date():
        return f"by {in_words(opens)}, which is past: no record takes it any more"
    return f"no later than {in_words(opens)}"


def _questions(named: str) -> str:
    if named == "standard":
        return resources.files("candour.voice.survey").joinpath("standard.toml").read_text(encoding="utf-8")
    return _text(Path(named))


def _text(named: Path) -> str:
    try:
        return named.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise Trouble(f"{named}: cannot be read ({trouble.strerror}). Check the name") from None
    except UnicodeDecodeError:
        raise Trouble(f"{named}: is not text in UTF-8. Save it as UTF-8") from None


def _earlier(after: Path, asks: Questionnaire, levels: dict[str, dict[str, int]]) -> str:
    """The results of the survey before, seen to be some that this survey can follow."""
    from candour.voice.survey.again import may_follow  # here: it brings the tables' library with it

    text = _text(after)
    try:
        may_follow(asks, [group for groups in levels.values() for group in groups], read_figures(text, str(after)))
    except BadSurvey as bad:
        raise Trouble(f"{after}: {bad}") from None
    return text


def _breakdowns(
    asks: Questionnaire, by: Sequence[str], levels: dict[str, dict[str, int]], staff: Path
) -> tuple[str, ...]:
    known = {one.code: one for one in asks.breakdowns}
    for name in by:
        if name not in known:
            raise Trouble(f"{name} is no breakdown of the questionnaire. It has: {', '.join(known) or 'none'}")
        for level in known[name].levels:
            if level not in levels:
                raise Trouble(f"{staff}: has no groups for {level}, which {name} is broken down by. Add them")
            if any(not group for group in levels[level]):
                raise Trouble(f"{staff}: a group of {level} has no name. Write one")
    return tuple(dict.fromkeys(by))


def _write(
    folder: Path, pot: Path, fixed: Statement, texts: tuple[str, str], hashes: list[bytes], codes: list[str]
) -> None:
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise Trouble(f"{folder} is not empty: choose a new folder for each survey")
        if folder.resolve() in pot.resolve().parents:
            raise Trouble(
                f"{pot} lies in the survey's own folder, which holds no code. Choose another place for --codes"
            )
        if pot.exists():
            raise Trouble(f"{pot} is there already: choose another name")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(pot, "".join(f"{shown(one)}\n" for one in codes))
        make_store(folder, str(fixed), *texts, hashes)
        (folder / FILE).write_text(str(fixed))
        (folder / QUESTIONS).write_text(texts[0])
    except FileExistsError as there:
        raise Trouble(f"{there.filename} is there already: choose another name") from None
    except OSError as trouble:
        raise Trouble(f"The survey could not be made: {trouble}") from None


def serve(folder: Path, port: int, host: str, govuk: Path) -> None:
    """Answer until stopped. Raises Trouble. `govuk` is where the GOV.UK styles are."""
    survey = opened(folder)
    said = f"{survey.statement.title}: {survey.stage}"
    survey.store.close()
    if not govuk.is_file():
        raise Trouble(f"{govuk} is missing: the pages have no look without it. Type: make build")
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as trouble:
            raise Trouble(f"{host} port {port} cannot be used ({trouble.strerror}): choose another --port") from None
    print(f"{said}. It answers at http://{host}:{port}/", flush=True)
    Server(
        str(folder),
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
    ).serve(target_loader=partial(_answers, folder, govuk), wrap_loader=False)


def check(folder: Path, copy: Path | None) -> tuple[str, bool]:
    """What is not as it was fixed, also against somebody's copy. Returns the words, and whether all is well. Raises Trouble."""
    survey = opened(folder)
    found = survey.faults()
    if copy is not None:
        try:
            there = read_statement(copy.read_text(), str(copy))
        except (OSError, UnicodeDecodeError) as trouble:
            raise Trouble(f"{copy}: cannot be read ({trouble})") from None
        found += [f"Not as in {copy}: {one}." for one in differences(survey.statement, there)]
    digest = survey.statement.digest
    survey.store.close()
    if found:
        return "\n".join([*found, f"Digest here: {digest}"]), False
    return f"All is as it was fixed. Digest: {digest}", True


def opened(folder: Path) -> Survey:
    """The survey in a folder. Raises Trouble where it is none, or others can open its key."""
    survey = Survey(folder, Store(folder), lambda: datetime.now(UTC))
    if (folder / KEY).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Trouble(f"Others on this machine can open {folder / KEY}. Type: chmod 600 {folder / KEY}")
    survey.statement, survey.asks  # noqa: B018  said here rather than to the first who answers
    return survey


def _answers(folder: Path, govuk: Path) -> Service:
    os.umask(0o077)
    return Service(opened(folder), govuk)
