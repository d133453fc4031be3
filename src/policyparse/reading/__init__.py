"""A file → a `Reading`. Where what is read:

1. `open` is the one door: `sniff` tells the kind by the bytes; kinds that packages add are in `others`.
2. What comes out is in `pages`; readers hand over `sheets`, one for each page, or a `flow` where there are no pages.
3. PDF: `pdf`, page by page: the text `layer` (with `miner` where characters are wanting), or a picture
   (`pdf_picture`). `objects` are what is drawn. What a file may cost: `nested` tells it from the bytes, `painting` from
   a page's objects, `trial` tries it, `pdf_costs` counts it.
4. OFD: `ofd`, by the plan of the file (`ofd_document`); `ofd_page` is what is on a page, `ofd_picture` its picture.
   `own_text` decides for PDF and OFD whether the text of a page is taken; `garbled` whether it is nonsense.
5. DOCX: `docx`, by `docx_parts`, `docx_inline`, `docx_lists`, `docx_table`; `package` opens zipped files with care.
6. Web pages: `html`, `mhtml`: `html_walk` makes blocks (`html_page`) of elements, with `html_lists` and
   `html_tables`; `html_main` finds the notice in the site; `catalogue` has the keys of the table above it.
7. Images: `image`. Text: `text`, with the tables that are drawn in it (`cells`).
8. Reading order: `columns`, with the tables that `weave` puts in; `rules` are ruling lines and the cells they enclose.
   `tables` makes those whole that run over pages. `counting`: numbers as lists print them.
"""
