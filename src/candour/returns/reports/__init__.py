"""What was found in a return, for people to read and for machines to go on with."""
