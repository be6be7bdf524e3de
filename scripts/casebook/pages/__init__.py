"""The pages of the site: what is put around the written text, and the pages that are only generated."""
