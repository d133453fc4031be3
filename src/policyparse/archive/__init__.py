"""Many notices in one run, resumable: `run` is the whole of it on one page.

1. `discover` finds the documents (`document`): `local` files, `remote` ones, those `packed` in archives; `opener` gives
   their bytes.
2. `plan` says which are to be read; `pool` shares them out among readers (`reader`): a `process` that runs `worker` and
   is watched by `watch`, or one on a Ray `cluster`. `progress` shows how far it is.
3. `store` keeps what came of them: at first in the `journal`, then in `parts`, of which the `manifest` says which
   count; `tables` are their columns. `disk` is what writes.
4. `copies` finds the same notice in several places, by its number or by `signature`.
5. `results` and `export` give the tables out, `charts` and `review` show them; `originals` finds the files again.
"""
