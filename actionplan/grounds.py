"""Why an adopted plan is changed: the words, and the resolution behind them where there is one."""


class Grounds(str):
    """A reason as every service takes it, which also knows its resolution (None: the words alone).

    `is_unknown`: a resolution was named that the person cannot choose; the change is then refused.
    """

    resolution = None
    is_unknown = False

    def __new__(cls, text: str = "", resolution=None, *, is_unknown: bool = False):
        grounds = super().__new__(cls, text)
        grounds.resolution, grounds.is_unknown = resolution, is_unknown
        return grounds
