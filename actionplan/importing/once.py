"""Money that a section names twice, in its running text and in a line or a table, is taken once; what may be the same
is told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from actionplan.importing.amounts import names_source
from actionplan.importing.parsed import ParsedAmount, Problem
from actionplan.wording import gettext as _

FEES = ("fee_share", "fee_per_inhabitant")


class Once:
    """Folds the amounts of one section. `problems` tell what was folded, left out, or may be the same."""

    def __init__(self, place_of: dict[int, str]):
        self.place_of = place_of
        self.problems: list[Problem] = []

    def printed(self, told: Sequence[ParsedAmount], lines: Sequence[ParsedAmount]) -> list[ParsedAmount]:
        """The lines that the plan prints, each with what the running text (`told`) says of the same money.

        Where every line says how sure it is, they are all there is, and another amount in the text is left out.
        """
        rest, found = list(told), []
        for line in lines:
            same = next((each for is_same in _PRINTED for each in rest if is_same(line, each)), None)
            if same is not None:
                rest.remove(same)
                self.say_once(line)
            found.append(_completed(line, same))
        if all(line.certainty for line in lines):
            for each in rest:
                self.say(each, "amount_left_out", _(
                    "Teksten nevner {amount}, som ikke står i listen over finansiering. Det er ikke tatt med. Legg det "
                    "til etter importen om det skal være med."
                ))  # fmt: skip
            return found
        for each in rest:
            self.say(each, "amount_beside", _(
                "{amount} står bare i teksten og ikke i listen over finansiering. Begge deler er tatt med; fjern det "
                "som er det samme."
            ))  # fmt: skip
        return found + rest

    def foreign(self, amounts: Sequence[ParsedAmount], line_rows: set[int]) -> list[ParsedAmount]:
        """The amounts of any other document. One in the running text, and one in a line or a table (`line_rows`) of
        the same source, are the same; where the line names no source, too."""
        lines, gone = defaultdict(list), set()
        for each in amounts:
            if each.row in line_rows and each.amount is not None:
                lines[_size(each)].append(each)
        for told in amounts:
            if told.row in line_rows:
                continue
            same = next((each for each in lines[_size(told)] if _is_said_again(told, each)), None)
            if same is not None:
                lines[_size(told)].remove(same)
                gone.add(id(same))
                self.say_once(same)
        kept = [each for each in amounts if id(each) not in gone]
        self.tell_unsure(kept)
        return kept

    def tell_unsure(self, amounts: Sequence[ParsedAmount]) -> None:
        """Two of the same size in different places, or a rate per inhabitant beside a sum of fees, may be the same
        money. Each size is told once."""
        sizes = defaultdict(list)
        for each in amounts:
            if each.amount is not None:
                sizes[_size(each)].append(each)
        for same in sizes.values():
            other = next((each for each in same if each.row != same[0].row), None)
            if other is not None:
                self.say(other, "amount_twice", _(
                    "{amount} står flere ganger i delen, og alle er tatt med. Fjern det som er det samme beløpet."
                ))  # fmt: skip
        fees = {each.basis: each for each in amounts if each.source in FEES and each.amount is not None}
        if {"fixed", "per_inhabitant"} <= set(fees):
            self.say(fees["fixed"], "fee_twice", _(
                "Delen har både en sats per innbygger og en sum av kontingenten. Begge er tatt med; fjern den ene om "
                "det er de samme pengene."
            ))  # fmt: skip

    def say_once(self, amount: ParsedAmount) -> None:
        message = _("{amount} står både i teksten og i en liste eller tabell. Det er tatt med én gang.")
        self.say(amount, "amount_once", message)

    def say(self, amount: ParsedAmount, code: str, message: str) -> None:
        said = message.format(amount=_words(amount))
        self.problems.append(
            Problem(amount.row, "warning", code, said[:1].upper() + said[1:], amount.text, self.place_of[amount.row])
        )


def _completed(line: ParsedAmount, told: ParsedAmount | None) -> ParsedAmount:
    """The line as printed, with what only the running text says of it."""
    if told is None:
        return replace(line, certainty=line.certainty or "fixed")
    is_rate = told.basis == "per_inhabitant" and line.basis != "per_inhabitant"
    return replace(
        line,
        amount=told.amount if is_rate else line.amount,
        basis=told.basis if is_rate else line.basis,
        certainty=line.certainty or told.certainty,
        payer=line.payer or told.payer,
        restriction=told.restriction,
        covers=told.covers,
    )


_PRINTED = (
    lambda line, told: (line.source, line.basis, line.amount) == (told.source, told.basis, told.amount),
    lambda line, told: line.amount is not None and (line.basis, line.amount) == (told.basis, told.amount),
    lambda line, told: told.basis == "per_inhabitant" and line.source == "fee_per_inhabitant" != line.basis == "fixed",
    lambda line, told: line.amount is None is told.amount and line.title in told.text,
)


def _size(amount: ParsedAmount) -> tuple:
    return amount.basis, amount.amount


def _is_said_again(told: ParsedAmount, line: ParsedAmount) -> bool:
    return told.source == line.source or not names_source(line.text)


def _words(amount: ParsedAmount) -> str:
    if amount.amount is None:
        return _("finansiering uten beløp")
    whole = amount.amount == amount.amount.to_integral_value()
    figure = f"{amount.amount:,.0f}" if whole else f"{amount.amount:,.2f}"
    figure = f"kr {figure.translate(_NORWEGIAN)}"
    return _("{rate} per innbygger").format(rate=figure) if amount.basis == "per_inhabitant" else figure


_NORWEGIAN = {ord(","): "\u00a0", ord("."): ","}
