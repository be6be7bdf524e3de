"""Word files brought in as drafts of cases."""
