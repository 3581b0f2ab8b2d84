"""Settings, URLs and the command. The one room that knows every other."""
