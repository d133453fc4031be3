"""Paragraphs → the clause tree.

1. `grow` is the whole of it, and `tree` what comes out.
2. Before labels are chosen (`policyparse.labels`): `echoes` sets aside what repeats what stood just before, `lists`
   tells numbered lines that are no clauses.
3. When the tree stands: `duplicates` finds items that stand twice, by the `slips` in which they may differ; `numbering`
   says what is wrong with the numbers, `terms` which rare words are misread.
4. `tables`: what stands around a table, and the clause it belongs to.
"""
