"""What is known of names and words beforehand: data (`.tsv`) with its source and date, and what reads it.

Organs and regions: `tables` reads them, with what a caller adds; `names` and `regions` answer questions of them. Words:
`units`, `verbs`, and the token patterns of `moods`. Characters that recognisers take for one another: `alike`.
"""
