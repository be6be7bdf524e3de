"""What every room stands on: problems and how they read, the text of a page as saved, the only writer of files."""
