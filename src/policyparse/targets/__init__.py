"""Clauses → targets and assignments. Where a rule lives, in the order in which a clause is read:

1. The walk over the clauses: `find`; over `sentences`; a sentence and what is found in it: `draft`, `drafts`.
2. Numbers: `numerals` (`mending` those that a scan broke), `quantities`. Times: `time_words` (the patterns), `resolve`
   (what each comes to), `days`, `deadlines`, `when`, `no_deadline`, `reach` (how far a time goes in its sentence).
3. Time and mood of each segment, by token patterns: `mood`, `marks`, `linked`.
4. Words: `verbs`, `predicates` (which verb), `nouns` (which noun), `phrases` (a verb with its noun), `organs`,
   `subjects`, `subject_words`.
5. Targets with a quantity: `counted`. Is it promised? `candidate`, `judge`, `described`. What is done to what?
   `readings` tries `doings` and `levels` in turn; what they leave open is `borrowed` from the words of another, or
   `elided`; `topics`. How is it shared out? `distribution`, `sharers`, `dealt`.
6. Targets with a date alone: `dated`, `dated_phrases`. What is to be done: `tasks`, behind `circumstances`; `agents`
   (who acts, and what on), `sending`, `bare` (verbs that name no thing).
7. Tables, whose rows give targets and duties: `cells`, `tabled`.
8. What comes from elsewhere: `due` and `inherit` (deadlines), `standing` (rules that have none), `bodies`; who answers:
   `duties` (what a bracket says: `duty_reader`, `duty_words`), `assignments`. Documents that are cited: `references`.
9. Records, and how sure they are: `making`, `traits`, `promises`; kinds of targets that packages add: `others`.
"""
