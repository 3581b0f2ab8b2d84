"""The `candour` command, set up: finds the record and hands the command its tools."""

import os
import sys

import django

from candour.cli.command import Tools, run


def main() -> None:
    """Run the command, as a person typed it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.wiring.settings")
    django.setup()
    # Only now: these look at Django's settings when they are imported.
    from candour.wiring import operations as do

    tools = Tools(
        demo=do.demo,
        serve=do.serve,
        prepare=do.prepare,
        import_cin=do.import_cin,
        export_cin=do.export_cin,
        rebuild=do.tell_again,
        check_record=do.check_record,
        synth=do.add_an_authority,
        account=do.give_account,
    )
    sys.exit(run(sys.argv[1:], tools))
