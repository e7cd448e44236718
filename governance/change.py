"""One service call on its way into the database: who does what, and what has been written so far."""

import uuid
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from governance import written


@dataclass
class Change:
    """One service call: `last` is done when all else of it is written."""

    act: str
    alliance: Any
    user_id: int | None
    by_name: str
    reason: str
    at: datetime
    subject: Any
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    is_dated: bool = False  # entered with the date of the past
    part_of: uuid.UUID | None = None  # the row of a larger act that it is part of
    source: str = ""  # the name of the file it was read from, at most 255 characters
    rows: int = 0
    told: written.Written = field(default_factory=list)
    last: dict[Hashable, Callable[[], Any]] = field(default_factory=dict)
