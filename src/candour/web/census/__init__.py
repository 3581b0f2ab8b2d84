"""The children in need census in the casework: what it would ask of a child, why, and how ready the return is."""

from candour.web.census import answering, files, one_child, readiness, rule_pages

__all__ = ["answering", "files", "one_child", "readiness", "rule_pages"]
