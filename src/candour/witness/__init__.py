"""Another body's eyes: sees that a council's record only grows, signs that it saw it, and holds nothing of any case."""
