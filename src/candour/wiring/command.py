"""The `candour` command, set up: hands the command its tools, and finds the record only where a tool needs it."""

from __future__ import annotations

import os
import sys

from candour.cli.command import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from candour.cli.survey_held import Polling
    from candour.cli.tools import Tools
    from candour.cli.witnessing import Witnessing


def _with_the_record() -> Tools:
    import django

    os.umask(0o077)  # what is made here is about children: only its owner reads it
    from candour.cli.tools import SealTools, Tools

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.wiring.settings")
    django.setup()
    # Only now: these look at Django's settings when they are imported.
    from candour.wiring import (
        beginning,
        bundling,
        census,
        checking,
        concerns,
        copies,
        declaring,
        demonstration,
        serving,
        signals,
        signing,
        views,
    )

    return Tools(
        demo=demonstration.demo,
        serve=serving.serve,
        prepare=beginning.prepare,
        import_cin=census.import_cin,
        census_source=census.census_source,
        export_cin=census.export_cin,
        rebuild=checking.tell_again,
        check_record=checking.check_record,
        synth=demonstration.add_an_authority,
        account=beginning.give_account,
        grant=beginning.grant,
        history=signals.history_here,
        signals=signals.signals,
        declare_survey=declaring.declare,
        concerns=concerns.concerns,
        seal=SealTools(
            sign=signing.sign,
            public_keys=signing.public_keys,
            new_signing_key=signing.new_signing_key,
            retire_old_key=signing.retire_old_key,
            bundle=bundling.bundle_command,
            seal_views=views.seal_views,
            backup=copies.backup,
            restore=copies.restore,
            new_wrapping_key=copies.new_wrapping_key,
            upgrade=copies.upgrade,
        ),
    )


def _of_a_witness() -> Witnessing:
    from candour.wiring.witnessing import witnessing

    return witnessing()


def _of_a_survey() -> Polling:
    from candour.wiring.polling import polling

    return polling()


def main(words: Sequence[str] | None = None) -> None:
    """Run the command, as a person typed it."""
    try:
        status = run(sys.argv[1:] if words is None else words, _with_the_record, _of_a_witness, _of_a_survey)
    except BrokenPipeError:
        # Whoever was reading has read enough. What is left unsaid must not be said again while the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except SystemExit:
        raise
    except BaseException as trouble:  # noqa: BLE001  nobody at a terminal is shown a traceback; it is kept for whoever can read it
        kept = _keep()
        print(f"candour: something went wrong ({type(trouble).__name__}: {trouble}).", file=sys.stderr)
        where = f"Send {kept} to whoever looks after Candour." if kept else "Tell whoever looks after Candour."
        print(f"Nothing was half done. {where}", file=sys.stderr)
        status = 2
    sys.exit(status)


def _keep() -> str:
    """Put the traceback where it can be found; nowhere, where there is no place for it."""
    import tempfile
    import traceback
    from pathlib import Path

    folder = Path(os.environ.get("CANDOUR_DATA") or "var")
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / "last-trouble.txt").write_text(traceback.format_exc())
        except OSError:
            continue
        return str(place / "last-trouble.txt")
    return ""
