"""A copy of somebody's whole record, made while they wait and kept nowhere: it would outlive the record."""

from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from candour.cli.wrong import Wrong
from candour.web.requests import Bundled, NotGiven
from candour.wiring.bundling import SHOW_ALL, NothingSigned, of_a_child

NONE_SIGNED = "Nothing of this is signed yet. Wait a minute for the signer, then try again."
NOT_ALL_SIGNED = "{} entries of this record are not signed yet. Wait a minute for the signer, then give the copy."


def whole_record_of(person_id: str, hidden: Mapping[str, Collection[str]]) -> Bundled:
    """Everything on the record about somebody, without the fields that are hidden. Raises NotGiven."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "record.zip"
        try:
            handed = of_a_child(
                person_id,
                out,
                hidden=(lambda entry_id, leaf: set(hidden.get(entry_id, ()))) if hidden else SHOW_ALL,
            )
        except NothingSigned:
            raise NotGiven(NONE_SIGNED) from None
        except Wrong as wrong:
            raise NotGiven(str(wrong)) from None
        if handed.not_yet:
            raise NotGiven(NOT_ALL_SIGNED.format(handed.not_yet))
        return Bundled(out.read_bytes(), handed.entries)
