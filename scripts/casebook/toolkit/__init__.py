"""Working templates: forms read from their pages, and the files and drawings made from them."""
