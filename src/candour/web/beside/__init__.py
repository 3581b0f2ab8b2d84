"""What staff said of pressure, next to what the record shows of directions and grounds: the file taken in, and the page."""

from candour.web.beside import showing, taking_in

__all__ = ["showing", "taking_in"]
