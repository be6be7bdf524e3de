"""The work of editors: new pages, case forms, translations, review, and what is due."""
