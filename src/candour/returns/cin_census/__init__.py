"""The children in need census, as the Department for Education asks for it."""

from candour.returns.cin_census.export import export_census
from candour.returns.cin_census.report import ExportReport

__all__ = ["ExportReport", "export_census"]
