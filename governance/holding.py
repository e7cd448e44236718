"""A row by its key, held until the end of the transaction. Nothing is asked more often by those who write."""

from governance.composed import composed

MODELS = 256  # a question for each, of either kind


def held_row(model, key, *, weak: bool = False):
    """The row as it is stored. A `weak` hold keeps only other holds out, and lets the rest of the house store rows that
    point to it. Raises DoesNotExist when it is gone."""
    for row in _held(key, model=model, weak=weak):
        return row
    raise model.DoesNotExist(f"{model._meta.label} {key} is gone.")


@composed(kept=MODELS)
def _held(key, *, model, weak: bool):
    # By key: a model's own order may join tables, and PostgreSQL locks no row of an outer join.
    return model._base_manager.select_for_update(no_key=weak).filter(pk=key).order_by()
