"""A notice, to look at: `terminal`, `markdown`, `notebook`, and the page to correct it on (`review`).

`frames` are its tables, `pages` its pages with boxes on them, `pictures` what these are drawn on; `words` are what all
views say in the same way.
"""
