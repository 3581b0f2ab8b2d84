"""What is said when the machines that were to do the work could not be begun."""


class NotStarted(Exception):
    """Spark is installed and did not start: the last thing it said of it, on one line."""
