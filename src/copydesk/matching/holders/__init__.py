"""Who holds which office, and who is meant by a name."""
