import pytest

from tests.governance.casefile import called, case, item, meeting, secret_item  # noqa: F401  fixtures
from tests.vestregion.reporting.plans import PlanBuilder, amended_plan, rich_plan


@pytest.fixture
def build(cooperation) -> PlanBuilder:
    """An empty adopted plan for 2016, to be filled."""
    return PlanBuilder(cooperation)


@pytest.fixture
def plan(cooperation, steering_group):
    return rich_plan(cooperation, steering_group)


@pytest.fixture
def amended(cooperation, steering_group, secretary, lier):
    """The plan adopted, and amended three times."""
    return amended_plan(cooperation, steering_group, secretary)
