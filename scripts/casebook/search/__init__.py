"""The search: terms, rendered pages, documents and the index that a page loads."""
