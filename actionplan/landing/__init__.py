"""How a plan read from a file lands in the alliance: the rows as they will be stored, before anything is stored.

`land` matches and builds; the preview shows the Landing and the import stores the very same rows (docs/import.md).
"""

from actionplan.landing.plan import land
from actionplan.landing.state import Landing, NewRow, SectionLanding

__all__ = ["Landing", "NewRow", "SectionLanding", "land"]
