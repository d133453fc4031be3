"""Builds models/zh_policy: the dictionary and the terms of 公文 from the lexicon, and the spaCy pipeline around them.

Deterministic: the same lexicon, rules and data give the same bytes. Run `make models` after a change of the lexicon,
of words.txt, of data/ or of the rules.
"""
from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import spacy

from policyparse.dictionary import jieba_dictionary
from policyparse.lexicon.names import central_organs, local_organs
from policyparse.lexicon.regions import larger_regions, regions
from policyparse.lexicon.units import COUNT, MEASURE, MONEY, RATIO, TIME
from policyparse.lexicon.verbs import STRONG, WEAK
from policyparse.nlp import joining_frequency, make_segmenter
from policyparse.pipes import JiebaTokenizer, PolicyTerms, PolicyTrust

sys.path.insert(0, str(Path(__file__).parent))
import calibrate
import train

HERE = Path(__file__).parent
KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函",
    "纪要", "方案", "规划", "计划", "办法", "规定", "细则", "措施", "要点", "条例",
)


def terms() -> dict[str, list[str]]:
    """What the component marks, by label."""
    organs = {*central_organs(), *central_organs().values(), *local_organs(), *local_organs().values()}
    units = {*COUNT, *MEASURE, *MONEY, *RATIO, *TIME}
    return {
        "ORGAN": sorted(organs),
        "REGION": sorted({*regions(), *(r.stem for r in larger_regions() if len(r.stem) > 1)}),
        "VERB": sorted(word for word in {*STRONG, *WEAK} if len(word) > 1),
        "DOCTYPE": sorted(KINDS),
        "UNIT": sorted({*units, *(scale + unit for scale in ("万", "亿") for unit in units)}),
    }


def dictionary(marked: dict[str, list[str]]) -> dict[str, int]:
    """Every word that jieba by itself would not keep whole, with the frequency at which it does."""
    rows = (HERE / "words.txt").read_text(encoding="utf-8").splitlines()
    own = [row for row in rows if row and not row.startswith("#")]
    wanted = {*own, *marked["ORGAN"], *marked["REGION"], *marked["DOCTYPE"]}
    base, plain = jieba_dictionary(), make_segmenter({})
    out = {}
    for word in sorted(wanted):
        pieces = plain.words(word)
        if len(pieces) > 1:
            out[word] = joining_frequency(word, base, pieces)
    return out


def build(out: Path, weights: dict[str, Any]) -> None:
    """Write the pipeline into the folder `out`; `weights`: traits, scale and shift by kind."""
    marked = terms()
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "words.txt"
        rows = dictionary(marked).items()
        words.write_text("".join(f"{word} {n}\n" for word, n in rows), encoding="utf-8", newline="\n")
        tokenizer = {"@tokenizers": "policyparse.JiebaTokenizer.v1"}
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
        assert isinstance(nlp.tokenizer, JiebaTokenizer)
        nlp.tokenizer.dictionary = words
        component = nlp.add_pipe("policy_terms")
        assert isinstance(component, PolicyTerms)
        component.add(marked)
        nlp.add_pipe("policy_mood")
        marker = nlp.add_pipe("policy_trust")
        assert isinstance(marker, PolicyTrust)
        marker.weights = weights
        nlp.meta |= {
            "name": "policy", "version": "1.1.0", "license": "Apache-2.0", "author": "the policyparse contributors",
            "description": "Words and terms of Chinese policy notices (公文), and the weights behind confidences.",
            "spacy_version": ">=3.8.0,<4.0.0",
        }
        for name in ("tokenizer", "policy_terms", "policy_trust"):
            shutil.rmtree(out / name, ignore_errors=True)
        nlp.to_disk(out, exclude=["vocab"])
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta["data"] = train.digest()
    meta["labels"] = {"policy_terms": ["DOCTYPE", "ORGAN", "QUANTITY", "REGION", "VERB"]}
    meta.pop("spacy_git_version", None)
    text = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
    (out / "meta.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    traits = train.train()
    constants = calibrate.chosen(traits)
    build(HERE / "zh_policy", {kind: {"traits": traits[kind], **constants[kind]} for kind in train.KINDS})
    print("models/zh_policy")
