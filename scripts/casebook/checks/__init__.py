"""The rules of content, each a small generator of problems whose docstring is the rule."""
