"""What the person who runs a survey can put right."""


class Trouble(Exception):
    """What is wrong, where, and what to do."""
