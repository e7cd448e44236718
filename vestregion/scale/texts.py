"""Words for invented texts: a few common ones, many rare ones, and some that stand in a known place."""

import random
import uuid

COMMON = (
    *("samarbeid", "kommunene", "klima", "helse", "kultur", "transport", "plan", "areal", "digital", "skole"),
    *("næring", "vann", "brann", "kart", "arkiv", "bolig", "vei", "jernbane", "tjeneste", "innbyggere"),
)
# In one paper of the last year and nowhere else, so that a rare word is rare in every size.
RARE = "kaianlegg"
_SYLLABLES = [a + b for a in "bdfghjklmnprstv" for b in "aeiouøå"]


def _vocabulary() -> list[str]:
    chance = random.Random("ordliste")  # noqa: S311 - the same each time is the point
    return [*COMMON, *("".join(chance.choices(_SYLLABLES, k=3)) for _number in range(1500))]


MARK = 32  # bits at the end of each key that hold the number of its alliance


class Chance:
    """What is made by chance in one part of an alliance: the same seed gives the same texts in every alliance, and
    the same keys but for their ends."""

    vocabulary = _vocabulary()

    def __init__(self, number: int, seed: str):
        self.number, self.random = number, random.Random(seed)  # noqa: S311 - the same each time is the point

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128 - MARK) << MARK | self.number, version=4)

    def words(self, count: int) -> str:
        """Some words, the first with a capital. The cube makes some words common and most rare, as in a language."""
        last = len(self.vocabulary)
        chosen = (self.vocabulary[int(self.random.random() ** 3 * last)] for _number in range(count))
        return " ".join(chosen).capitalize()
