"""The `candour` command, set up: finds the record and hands the command its tools."""

import os
import sys
import traceback
from pathlib import Path

import django
from django.conf import settings

from candour.cli.command import Tools, run


def main() -> None:
    """Run the command, as a person typed it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.wiring.settings")
    django.setup()
    # Only now: these look at Django's settings when they are imported.
    from candour.wiring import beginning, census, checking, demonstration, serving

    tools = Tools(
        demo=demonstration.demo,
        serve=serving.serve,
        prepare=beginning.prepare,
        import_cin=census.import_cin,
        export_cin=census.export_cin,
        rebuild=checking.tell_again,
        check_record=checking.check_record,
        synth=demonstration.add_an_authority,
        account=beginning.give_account,
        grant=beginning.grant,
    )
    try:
        status = run(sys.argv[1:], tools)
    except Exception as trouble:  # noqa: BLE001  nobody at a terminal is shown a traceback; it is kept for whoever can read it
        kept = Path(settings.DATA) / "last-trouble.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(traceback.format_exc())
        print(f"candour: something went wrong ({type(trouble).__name__}: {trouble}).", file=sys.stderr)
        print(f"Nothing was half done. Send {kept} to whoever looks after Candour.", file=sys.stderr)
        status = 2
    sys.exit(status)
