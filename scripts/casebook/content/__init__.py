"""The content as typed values: from Markdown and data to the corpus, and what follows from it alone."""
