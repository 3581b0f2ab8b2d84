"""What is published about every authority in England, read as it was downloaded, and set beside each other without a rank."""
