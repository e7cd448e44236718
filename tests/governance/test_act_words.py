"""Every act of the history is told in words: its own, or those of how it ends. Nothing is shown as code."""

import re

import pytest

from governance.story.actwords import OF_A_REMARK, VERBS, WORDS, in_words
from tests.architecture import source

CALL = re.compile(r'recording\(\s*[\w.]+(?:\([^()]*\))?,\s*"([a-z_]+\.[a-z_]+)"')
# What the house does by itself, and is no act of a person on a case.
OWN = {"job", "mail", "search", "scale", "bench", "document"}
BARE = {"body.from_templates", "membership.join"}  # "endret …" is true of them


def acts() -> set[str]:
    found = {act for path in source.product_files() for act in CALL.findall(path.read_text())}
    return {act for act in found if act.partition(".")[0] not in OWN}


def test_the_acts_are_found():
    assert {"review.ask", "paper.upload_word", "case.create"} <= acts()
    assert len(acts()) > 150


@pytest.mark.parametrize("act", sorted(acts() - BARE))
def test_every_act_has_words(act):
    assert act in WORDS or act in OF_A_REMARK or act.rpartition(".")[2] in VERBS


def test_an_act_that_is_not_known_is_no_code_on_the_page_of_a_case():
    class Old:
        act, object_kind, object_label = "item.done_long_ago", "governance.agendaitem", "Handlingsplan"

    assert "item.done_long_ago" not in in_words([Old()])[0].words
