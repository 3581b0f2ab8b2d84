"""What the person who runs a witness can put right."""


class Trouble(Exception):
    """What is wrong, where, and what to do."""
