"""What higher floors may follow of the plan's own acts, see governance/announcements.py."""

from governance.announcements import Announcement

plan_settled = Announcement()  # a plan is adopted, closed or published: from now on others lean on it as it stands
