"""The patterns that are asked about, one file each."""
