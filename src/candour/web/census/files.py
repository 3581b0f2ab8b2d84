"""The census files that were made from the record: each kept under the digest of its bytes, and handed out unchanged."""

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from candour.record.canonical import moment_from
from candour.record.entries.authority import AUTHORITY
from candour.record.entries.cin_census import CensusProduced, RuleCount
from candour.record.entry import ToRecord
from candour.returns.cin_census.export import export_census
from candour.ssd.store.reading import rows
from candour.terms.england_year import CensusYear
from candour.web.census.years import asked_year
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest

FOLDER = "returns"
AS_MADE, CHANGED, GONE = "as it was made", "changed", "gone"
NO_NUMBER = (
    "This record does not know its authority's number, which stands in the file. It is taken from the first census file"
    " that is brought in: candour import cin FILE. Until then, candour export cin --lea makes a file that is not kept here."
)


def kept_at(digest: str) -> Path:
    """Where the file with this digest is kept."""
    return Path(settings.DATA) / FOLDER / f"{digest}.xml"


def state_of(digest: str) -> str:
    """Whether the kept file still has the bytes it was made with."""
    try:
        with kept_at(digest).open("rb") as file:
            return AS_MADE if file_digest(file, "sha256").hexdigest() == digest else CHANGED
    except OSError:
        return GONE


def files_made(year: CensusYear) -> list[dict[str, Any]]:
    """Every file of a year, newest first, with whether it is still as it was made."""
    found = rows(
        "SELECT * FROM ssd_cin_census_produced WHERE ccpr_year = %s ORDER BY ccpr_made DESC, ccpr_id", [year.ends_in]
    )
    known = names(row["ccpr_actor"] for row in found)
    return [
        {
            "digest": row["ccpr_digest"],
            "size": row["ccpr_size"],
            "children": row["ccpr_children"],
            "found": row["ccpr_found"],
            "made": _moment(row["ccpr_made"]),
            "by": known.get(row["ccpr_actor"], "somebody"),
            "state": state_of(row["ccpr_digest"]),
        }
        for row in found
    ]


def _moment(value: str | datetime) -> datetime:
    """A moment, whichever database it came from."""
    return moment_from(value) if isinstance(value, str) else value


def _number() -> str:
    found = rows("SELECT auth_lea FROM ssd_authority LIMIT 1")
    return str(found[0]["auth_lea"]) if found else ""


@page("census/<int:year>/file/", name="return-files", verb="make a return", post=True)
def return_files(request: WorkerRequest, year: int) -> HttpResponse:
    """The census files made of a year, and a way to make one from the record as it stands."""
    of_year, lea = asked_year(year, request.desk.now.day), _number()
    shown: dict[str, Any] = {"year": of_year, "files": files_made(of_year), "cannot": "" if lea else NO_NUMBER}
    if request.method == "POST" and lea:
        try:
            _make(request, of_year, lea)
        except OSError as refused:
            wrong = (
                f"The file could not be kept ({refused.strerror}). Nothing was made; tell whoever looks after Candour."
            )
            return render(request, "census/files.html", shown | {"cannot": wrong}, status=500)
        request.session["said"] = "The file is made and kept. It is the record as it stood a moment ago."
        return redirect("return-files", year=year)
    return render(request, "census/files.html", shown, status=422 if request.method == "POST" else 200)


def _make(request: WorkerRequest, year: CensusYear, lea: str) -> None:
    from candour.returns.cin_census.run import XmlSource, check

    folder = Path(settings.DATA) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".making-", suffix=".xml")
    os.close(handle)
    out = Path(name)
    try:
        report = export_census(year, out, lea=lea, written=timezone.now())
        with out.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        size = out.stat().st_size
        checked = check(XmlSource(out), year=year)
        out.chmod(0o400)
        out.replace(kept_at(digest))
    finally:
        out.unlink(missing_ok=True)
    fact = CensusProduced(
        produced_id=request.desk.fresh(),
        year=year.ends_in,
        digest=digest,
        size=size,
        children=report.children,
        findings=_counts(dict(checked.findings.counts("code"))),
        rules_not_run=tuple(sorted(one.code for one in checked.failed)),
    )
    request.desk.note([ToRecord(fact, (AUTHORITY,), request.desk.now.day)], by=request.worker)


def _counts(found: Mapping[str, int]) -> tuple[RuleCount, ...]:
    return tuple(RuleCount(rule=code, places=many) for code, many in found.items())


@page("census/files/<digest:digest>/", name="return-file", verb="make a return")
def return_file(request: WorkerRequest, digest: str) -> HttpResponse:
    """A census file that was made, exactly as it was made; one that has changed since is not handed out."""
    made = rows("SELECT ccpr_year FROM ssd_cin_census_produced WHERE ccpr_digest = %s LIMIT 1", [digest])
    if not made:
        raise Http404("No census file with this digest was made here.")
    year = CensusYear(made[0]["ccpr_year"])
    # What is handed out is what was just hashed, and not what may stand there a moment later.
    kept = _bytes_of(digest)
    if sha256(kept).hexdigest() != digest:
        shown = {"year": year, "files": files_made(year), "cannot": "", "not_handed_out": True}
        return render(request, "census/files.html", shown, status=409)
    name = f"cin-{year.label}-{digest[:12]}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept, content_type="application/xml", headers=headers)


def _bytes_of(digest: str) -> bytes:
    try:
        return kept_at(digest).read_bytes()
    except OSError:
        return b""
