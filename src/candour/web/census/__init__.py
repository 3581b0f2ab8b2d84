"""The children in need census in the casework: what it would ask of a child, why, and how ready the return is."""

from candour.web.census import one_child, rule_pages

__all__ = ["one_child", "rule_pages"]
