"""The map of members: borders in longitude and latitude become paths in kilometres. Pure functions, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, radians

KM_PER_DEGREE = 111.32  # of latitude; of longitude times the cosine of the latitude
MARGIN_KM = 4.0
NAMES_IN_WIDTH = 48  # letters of a label's size that would fill the height of the map
LETTER = 0.56  # a letter's width in font sizes

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Place:
    """One area to draw. `border` is a GeoJSON MultiPolygon; `tone` is "member", "reserved" or "neighbour"."""

    name: str
    border: dict
    tone: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Shape:
    """A place ready for SVG: path data and the label's point, in kilometres from the north-west corner."""

    place: Place
    path: str
    x: float
    y: float
    area: float


@dataclass(frozen=True)
class MemberMap:
    view_box: str
    font_size: str
    shapes: tuple[Shape, ...]


def draw(members: Iterable[Place], neighbours: Iterable[Place] = ()) -> MemberMap | None:
    """The map of the members and the neighbours that reach into it; None when no member has a border.

    Plane projection (kilometres east and south), good for a region: widths are about 2 % off 100 km from the middle.
    """
    members = list(members)
    if not members:
        return None
    box = _box(point for place in members for ring in _rings(place) for point in ring)
    drawn = [place for place in neighbours if _meet(box, _box(p for ring in _rings(place) for p in ring))] + members
    west, south, east, north = box
    scale = cos(radians((south + north) / 2)) * KM_PER_DEGREE

    def flat(point) -> tuple[float, float]:
        return (point[0] - west) * scale + MARGIN_KM, (north - point[1]) * KM_PER_DEGREE + MARGIN_KM

    width, height = flat((east, south))
    size = max(width, height) / NAMES_IN_WIDTH
    flats = [(place, [[flat(point) for point in ring] for ring in _rings(place)]) for place in drawn]
    shapes = _spread([_shape(place, rings) for place, rings in flats], size)
    return MemberMap(f"0 0 {width + MARGIN_KM:.1f} {height + MARGIN_KM:.1f}", f"{size:.1f}", tuple(shapes))


def _spread(shapes: list[Shape], size: float) -> list[Shape]:
    """Move a name up or down until it covers no other, small places first: they have no room to give."""
    taken: list[tuple[float, float, float]] = []
    moved = list(shapes)
    steps = sorted(range(-6, 7), key=abs)
    for index, shape in sorted(enumerate(shapes), key=lambda pair: pair[1].area):
        if shape.place.tone != "neighbour":
            half = len(shape.place.name) * size * LETTER / 2
            free = (y for y in (shape.y + step * size / 2 for step in steps) if _is_free(taken, shape.x, y, half, size))
            moved[index] = replace(shape, y=round(next(free, shape.y), 1))
            taken.append((shape.x, moved[index].y, half))
    return moved


def _is_free(taken, x: float, y: float, half: float, size: float) -> bool:
    return all(abs(y - other_y) >= size or abs(x - other_x) >= half + other for other_x, other_y, other in taken)


def _rings(place: Place) -> list[Ring]:
    return [ring for polygon in place.border["coordinates"] for ring in polygon]


def _box(points) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one, other) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _shape(place: Place, rings: list[Ring]) -> Shape:
    path = " ".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in rings)
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    x, y = _middle(largest)
    return Shape(place, path, round(x, 1), round(y, 1), abs(_area(largest)))


def _area(ring: Ring) -> float:
    """Twice the signed area (shoelace)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a ring."""
    area = _area(ring)
    if not area:
        return ring[0]
    pairs = list(pairwise(ring))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / (3 * area), y / (3 * area)
