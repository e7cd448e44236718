"""Legal grounds: what a text is recognised as, and how a ground is told."""

import pytest

from governance import grounds
from governance.grounds import Ground


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("offl. § 14", "14"),
        ("Offl § 14", "14"),
        ("offentleglova §23", "23"),
        ("offl. § 14 første ledd", "14"),
        ("  offl.   § 13 ", "13"),
        ("offl. § 13, jf. fvl. § 13 første ledd nr. 1", "13-fvl-1"),
        ("offl. § 13 jf. forvaltningsloven § 13 nr 2", "13-fvl-2"),
        ("offl. § 13, jf. pasientjournalloven § 15", "13"),
        ("offl. § 23 tredje ledd", "23-3"),
        ("offl. § 23, 3. ledd", "23-3"),
        # The act before 2009, other acts, and more than one ground: left as text.
        ("offl. § 5", ""),
        ("offl. § 5a", ""),
        ("offl. § 14a", ""),
        ("offentlighetsloven § 14", ""),
        ("offl. § 13 og § 23", ""),
        ("offl. § 13, § 23", ""),
        ("offl. § 14 og offl. § 23", ""),
        ("fvl. § 13", ""),
        ("avtale", ""),
        ("", ""),
    ],
)
def test_what_a_text_is_recognised_as(text, ground):
    assert grounds.recognised(text) == ground


@pytest.mark.parametrize("ground", [each for each in Ground if each != Ground.DEFERRED])
def test_each_ground_is_recognised_by_its_own_citation(ground):
    assert grounds.recognised(grounds.section_of(ground)) == ground


def test_only_secrecy_must():
    assert {each.split("-")[0] for each in grounds.MUST} == {"13"}


@pytest.mark.parametrize(
    ("ground", "basis", "words"),
    [
        ("14", "offl. § 14", "offl. § 14: organinterne dokumenter"),
        ("14", "", "offl. § 14: organinterne dokumenter"),
        ("14", "offl. § 14 første ledd", "offl. § 14 første ledd: organinterne dokumenter"),
        ("", "avtale", "avtale"),
    ],
)
def test_the_ground_in_words(ground, basis, words):
    assert grounds.words_of(ground, basis) == words
