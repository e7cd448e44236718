"""What higher floors may follow of the plan's own acts, see governance/announcements.py."""

from dataclasses import dataclass
from datetime import datetime

from governance.announcements import Announcement


@dataclass(frozen=True)
class Adoption:
    """A plan as it has just been adopted; `at` dates an adoption that is entered after it was made."""

    plan: object
    at: datetime | None


plan_settled = Announcement()  # a plan is adopted, closed or published: from now on others lean on it as it stands
plan_adopted = Announcement()  # told with the Adoption, also of one of the past: what was adopted is frozen with it
