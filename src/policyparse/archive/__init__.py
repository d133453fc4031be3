"""Many notices in one run, resumable: `run` is the whole of it on one page.

`discover` (with `packed`) finds the documents, `plan` says which are to be read, `pool` shares them out among readers
(`reader`: a `process` that runs `worker` and is watched by `watch`, or one on a Ray `cluster`), `store` keeps what came
of them (at first in `journal`, then as the rows of `tables`), `copies` finds the same notice in several places, by its
number or by `signature`, `results` and `export` give the tables out.
"""
