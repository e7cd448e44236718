from actionplan.models.accounts import AccountMapping
from actionplan.models.activity import Activity, ActivityPartner, ActivityTag, Measure
from actionplan.models.amendment import PlanAmendment
from actionplan.models.applications import GrantApplication
from actionplan.models.fates import ActivityFate
from actionplan.models.fees import FeeClaim, FeeRun
from actionplan.models.gatherings import Gathering, SignUp
from actionplan.models.limits import AreaBudget, EconomyLimits
from actionplan.models.links import PlanLink
from actionplan.models.money import CostEntry, CostLine, FundingEntry, FundingLine
from actionplan.models.networks import Network, NetworkMember
from actionplan.models.plan import ActionPlan, PlanSection
from actionplan.models.platform import AreaName, FocusArea, PlatformPoint, PriorityArea, StrategicPlatform
from actionplan.models.projects import PhaseChange, Project, ProjectPartner
from actionplan.models.reporting import ReportingLine, StatusReport
from actionplan.models.staff import Position, SectionPartner, SectionPosition

__all__ = [
    "AccountMapping",
    "ActionPlan",
    "Activity",
    "ActivityFate",
    "ActivityPartner",
    "ActivityTag",
    "AreaBudget",
    "AreaName",
    "CostEntry",
    "CostLine",
    "EconomyLimits",
    "FeeClaim",
    "FeeRun",
    "FocusArea",
    "FundingEntry",
    "FundingLine",
    "Gathering",
    "GrantApplication",
    "Measure",
    "Network",
    "NetworkMember",
    "PhaseChange",
    "PlanAmendment",
    "PlanLink",
    "PlanSection",
    "PlatformPoint",
    "Position",
    "PriorityArea",
    "Project",
    "ProjectPartner",
    "ReportingLine",
    "SectionPartner",
    "SectionPosition",
    "SignUp",
    "StatusReport",
    "StrategicPlatform",
]
