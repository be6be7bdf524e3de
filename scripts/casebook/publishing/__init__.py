"""The site as a whole: its files, the release package, the code platform."""
