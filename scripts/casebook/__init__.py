"""The library behind the site: Markdown and data in, typed values and text out.

Its rooms stand in an order, and a module imports only from those before it: ``tests/test_imports.py`` states it.
Nothing here prints, reads ``sys.argv``, asks the clock or imports mkdocs. Only :mod:`casebook.content.reader` (with
:mod:`casebook.content.data_files`) and :mod:`casebook.search.rendered` read files; only :mod:`casebook.base.output`
writes them.
"""
