"""The children in need census, as the Department for Education asks for it: its rules, its file, its measures."""
