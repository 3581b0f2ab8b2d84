"""Where accounts, drafts and the log of views are kept."""
