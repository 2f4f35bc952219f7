"""Boxes: which part of a page a viewer shows, and which way up.

Owns the arithmetic of page boxes in points: corners in any order, crop boxes outside the page, turns that are no right
angle. No PDF library.
"""

from __future__ import annotations

#: Lower left and upper right corner.
Box = tuple[float, float, float, float]

A4: Box = (0.0, 0.0, 595.28, 841.89)


def displayed_box(media: Box, crop: Box | None) -> Box:
    """Return what a viewer shows: the crop box inside the media box; A4 when the boxes make no sense."""
    outer = normalised(media)
    if crop is not None:
        inner = normalised(crop)
        cut = (max(outer[0], inner[0]), max(outer[1], inner[1]), min(outer[2], inner[2]), min(outer[3], inner[3]))
        if cut[2] - cut[0] >= 1 and cut[3] - cut[1] >= 1:
            return cut
    return outer if outer[2] - outer[0] >= 1 and outer[3] - outer[1] >= 1 else A4


def normalised(box: Box) -> Box:
    """Return the box with its corners in order: lower left first."""
    return (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))


def right_angle(rotate: float) -> int:
    """Return the turn of a page as 0, 90, 180 or 270; anything that is no right angle counts as 0."""
    turn = round(rotate)
    return turn % 360 if turn % 90 == 0 else 0
