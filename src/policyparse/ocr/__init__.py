"""A page image → lines, in reading order. `page` is the whole of it; in its order:

1. Seals are taken off the words under them: `unseal`, by `red_seal` on colour scans and by `grey_seal` and `ring` on
   grey ones; `seal` is what is known of one.
2. The engines: `engine` (what one has to offer, and the table of them), `rapid` (with `boxes`, its search for lines,
   `net`, which runs the networks, and `choose`, which reads their answers), `tesseract` (on a page that `clean` made
   level).
3. What the engine found is made level (`level`), read again where it is in doubt (`doubt`), and looked for where it was
   `overlooked`.
4. Ruled tables: `grid`. Rows and lines: `order`. What is large is looked for on a smaller page first: `parts`.
"""
