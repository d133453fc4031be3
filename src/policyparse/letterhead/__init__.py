"""The head and the foot of a notice (GB/T 9704-2012, 7.2 to 7.4). Where a rule lives, in the order of the steps:

0. Before all: `own_names`, which the lexicon lacks and the notice vouches for.
1. The head is read by `head`; `parts` is what it and the foot hand on. A line that holds several parts is cut by
   `runon`; the lines are `rows`, and `elements` tells which each is: a web page's `catalogue`, the `corner`, the
   `number`, the title (`title_rows`, by what `title` knows of titles), the `addressees`.
2. The issuers' mark is read by `mark`: names run together are taken apart by `issuers`; torn ones are cut into
   `fragments`, and put together by `joining`: `candidates` are the names that may stand there, `guesses` the bodies
   that fragments may make up (by `alignment`), `puzzle` picks the best of all. `mark_region` tells whose organs they
   are; `region_pieces` and `openings` deal with the pieces of the region's name.
3. The foot is read by `foot`: `tail` cuts paragraphs that hold several parts of it, `beside_date` mends what stands
   around a date, `kinds` tells what each paragraph is by itself. On a `walk` over them `signature` finds who signs,
   `attached` and `attachments` what is attached, `partition` where another part of the notice begins. `footer` makes
   the records.
4. Head and foot together, by `complete`: `wording` sets the title's misread words right, `signers` the names in it.

Everywhere: `dates`, and `listing` (names between 、 or blanks).
"""
