"""What numbers a clause: how labels look, and which of the things that look like one are labels.

Below layout, letterhead and clauses: where a paragraph begins is told by its label, and what stands under what, too.
`grammar` reads a label in all ways it can be read; `sequence` chooses, by the `neighbours` before and after; `nesting`
says what stands under what; `heading` where a clause's heading ends. `plain` is for who only asks whether there is one.
"""
