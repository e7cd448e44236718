"""The rule that nearly every dated row has: two of a kind do not hold on the same day."""

from django.core.exceptions import ValidationError


def refuse_overlap(row, others, message: str) -> None:
    """Raise ValidationError at `valid_from` when one of `others` shares a day with `row`; both ends count as held.

    The caller holds the parent (governance/services/claims.py), so that two writers cannot pass the check side by side.
    """
    if others.present().exclude(pk=row.pk).overlapping(row.valid_from, row.valid_to).exists():
        raise ValidationError({"valid_from": message})
