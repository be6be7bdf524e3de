"""The library behind the site: Markdown and data in, typed values and text out.

Nothing here prints, reads ``sys.argv``, asks the clock or imports mkdocs. Only :mod:`casebook.corpus` and
:mod:`casebook.rendered` read files; only :mod:`casebook.output` writes them.
"""
