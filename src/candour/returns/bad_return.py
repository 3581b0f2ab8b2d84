"""A file or folder that cannot be checked: what is wrong, on which line, and what to do about it."""


class BadReturn(Exception):
    """Nothing of the return can be checked, or nothing more of it."""

    def __init__(self, name: str, wrong: str, what_to_do: str, line: int = 0) -> None:
        self.name, self.wrong, self.what_to_do, self.line = name, wrong, what_to_do, line
        where = f"Line {line:,}: {wrong}" if line else wrong
        super().__init__(f"Cannot check {name}. {where}. {what_to_do}")


class ReportTrouble(Exception):
    """A report could not be written: why."""
