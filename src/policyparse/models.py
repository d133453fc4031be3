"""Where the spaCy pipeline lies, in a checkout and in an installed package, and how it is loaded."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "zh_policy"


@cache
def model_path() -> Path:
    """The folder of the pipeline: `models/zh_policy` of the checkout, or the copy inside the installed package."""
    package = Path(__file__).resolve().parent
    installed = package / "_models" / NAME
    return installed if installed.is_dir() else package.parents[1] / "models" / NAME


@cache
def dictionary_path() -> Path:
    """The dictionary for 公文 that goes with the pipeline's tokenizer."""
    return model_path() / "tokenizer" / "words.txt"


def load() -> Language:
    """The spaCy pipeline `zh_policy`, each time a new one, which may be added to; see its card for what it marks."""
    import spacy

    return spacy.load(model_path())
