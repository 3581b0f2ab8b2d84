"""A children in need census file, brought on to the record as it was typed."""

from candour.intake.cin_census.importing import import_census
from candour.intake.cin_census.reading import BadFile
from candour.intake.cin_census.report import ImportReport

__all__ = ["BadFile", "ImportReport", "import_census"]
