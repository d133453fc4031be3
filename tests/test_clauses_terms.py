"""Rare words that are likely a frequent one of the same notice misread: proposed, the text stays as it is."""
from __future__ import annotations

import pytest

from clause_factories import grown

OFTEN = "".join(f"{n}.建设“赣匠”工坊。第{n}批“赣匠”工坊由各县区申报。\n" for n in range(1, 9))


def proposed(text: str) -> list[tuple[str, str]]:
    return [(x.before, x.after) for x in grown(text).repairs if x.kind == "term-corrected"]


def test_name_read_wrong_once_is_proposed() -> None:
    tree = grown(OFTEN + "9.评选“赣斤”工坊。")
    assert [(x.before, x.after) for x in tree.repairs if x.kind == "term-corrected"] == [("赣斤", "赣匠")]
    assert "“赣斤”" in tree.nodes[-1].first.text


def test_word_between_the_same_neighbours_is_proposed() -> None:
    often = "".join(f"{n}.推进保障住房建设项目，第{n}批名单另行公布。\n" for n in range(1, 9))
    assert proposed(often + "9.规范保障佳房建设项目，加强监管。") == [("保障佳房建", "保障住房建")]


@pytest.mark.parametrize(
    "rare",
    [
        "9.评选“赣匠”名师。",  # the same name
        "9.评选“湘匠”工坊。9.另评“湘匠”工坊。",  # another one, twice
        "9.评选“赣西”工坊。",  # a character that means something
        "9.评选“赣匠”工坊二十家。",
    ],
)
def test_what_may_be_meant_is_left_alone(rare: str) -> None:
    assert proposed(OFTEN + rare) == []
