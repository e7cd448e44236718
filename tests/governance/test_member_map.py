import re
from itertools import pairwise

import pytest

from governance.member_map import Place, draw


def square(west, south, side=0.1):
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def place(name, west=10.0, south=60.0, side=0.1, tone="member"):
    return Place(name, square(west, south, side), tone, name)


def points(path):
    return [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.]+ [\d.]+", path)]


def test_no_members_no_map():
    assert draw([], [place("Nabo", tone="neighbour")]) is None


def test_a_degree_is_as_many_kilometres_as_on_the_ground():
    (shape,) = draw([place("Lier", side=0.1)]).shapes
    xs, ys = zip(*points(shape.path), strict=True)
    assert max(ys) - min(ys) == pytest.approx(11.1, abs=0.1)  # a tenth of a degree of latitude
    assert max(xs) - min(xs) == pytest.approx(5.6, abs=0.1)  # half as wide at 60 degrees north


def test_north_is_up_and_all_lies_inside_the_picture():
    picture = draw([place("Nord", south=60.5), place("Sør", south=60.0)])
    _, _, width, height = map(float, picture.view_box.split())
    north, south = picture.shapes
    assert north.y < south.y
    for shape in picture.shapes:
        assert all(0 < x < width and 0 < y < height for x, y in points(shape.path))


def test_neighbours_far_away_are_left_out_and_others_lie_below_the_members():
    near = place("Nær", west=10.05, tone="neighbour")
    far = place("Fjern", west=14.0, tone="neighbour")
    assert [shape.place.name for shape in draw([place("Lier")], [near, far]).shapes] == ["Nær", "Lier"]


def test_names_do_not_cover_each_other():
    crowd = [place(f"Kommune {number}", west=10 + number / 1000, side=0.3) for number in range(4)]
    picture = draw(crowd)
    heights = sorted(shape.y for shape in picture.shapes)
    gaps = [below - above for above, below in pairwise(heights)]
    assert min(gaps) >= float(picture.font_size) * 0.9


def test_coordinates_are_written_with_a_point_whatever_the_language():
    assert "," not in draw([place("Lier")]).shapes[0].path
