"""What reaches us: files from other systems, read line by line and turned into facts and proposals for the desk.

Nothing that came is lost: what cannot go on the record is listed, with its line.
"""
