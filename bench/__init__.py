"""The bench: this site, plain mkdocs-material and lean mkdocs with Pagefind, on one made-up corpus, in one run.

``make bench`` runs it; ``__main__`` is the command. Nothing here is part of the site.
"""
