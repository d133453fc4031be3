"""Lines → paragraphs.

1. `furniture` sets aside what is not the notice's own: by the places of a page's lines (`page_lines`), by what a
   web page prints around it (`website`), by what was written on it `afterwards`.
2. `join` makes `paragraphs` of the lines that are left. Where one begins is told by the places of the lines (`indent`,
   within `areas`) or, where there are none, by their words (`wrap`).
3. `cutting` takes apart what holds several clauses: `taken_up` tells what only looks like a label there, `annexes`
   where an annex begins. `contents` marks the table of contents.
"""
