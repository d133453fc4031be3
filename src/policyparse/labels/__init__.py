"""What numbers a clause: how labels look, and which of the things that look like one are labels.

Below layout and clauses: where a paragraph begins is told by its label, and what stands under what, too.
"""
