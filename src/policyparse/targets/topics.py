"""Things that a segment counts and the next one says what is done to (去年受损的30处堤防，|5月底前全部修复)."""
from __future__ import annotations

import re

from policyparse.targets.bare import bare, is_light
from policyparse.targets.dated_phrases import after_date
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.judge import promises_task
from policyparse.targets.nouns import Part, core, noun_after
from policyparse.targets.phrases import Phrase
from policyparse.targets.tasks import task

_WHICH = re.compile(r"(?:对)?[^，、]{2,40}的|对(?:全[市省县区]|辖区内?)?")
_MUST = re.compile(r"(?:必须|应当?|须|要|一律|务必)")


def topic(sentence: Sentence, k: int) -> Draft | None:
    """The target of things counted in the `k`th segment, where the next one is dated and only says what is done."""
    if k + 1 >= len(sentence.segments):
        return None
    text, seg, comment = sentence.text, sentence.segments[k], sentence.segments[k + 1]
    amounts = [x for x in sentence.amounts if seg[0] <= x.number_at < seg[1]]
    if len(amounts) != 1 or amounts[0].comparator != "eq" or text[seg[1]] != "，":
        return None
    [amount] = amounts
    rest = noun_after(text, amount.end, seg[1])
    if rest is None or rest[1] != seg[1] or not _WHICH.fullmatch(text, seg[0], amount.start):
        return None
    what, done = core(text, *rest), _done(sentence, comment)
    when = sentence.when_for(comment[1] - 1)
    if what is None or done is None or when is None or not comment[0] <= when.start < comment[1]:
        return None
    if when.date is None or not promises_task(text, comment, when, sentence.issued):
        return None
    return Draft(seg[0], comment[1], done.action, what, amount, None, when, comment[0])


def _done(sentence: Sentence, comment: Part) -> Phrase | None:
    """What a segment says is done, where it names no thing of its own: 全部修复, 必须处治到位, 完成|更新改造."""
    text, (a, b) = sentence.text, (after_date(sentence, comment), comment[1])
    if a == comment[0]:
        return None
    if must := _MUST.match(text, a, b):
        a = must.end()
    if (done := bare(text, a, b)) is not None:
        return done
    done = task(text, a, b)
    return done if done is not None and is_light(text, done) else None
