"""Camera (拍摄信息): what a photograph says of its taking: day and time, zone, place, device.

Owns the EXIF block of a picture. Claims nothing that is not written: a clock without a zone is read as Chinese time and
says so, and the clock of the satellites stands beside that of the camera, never in its place. Broken data says nothing.
The place is told as being there; its figures stay in the picture.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from lexcollect.findings import finding
from lexcollect.formats.said import Moment, Precision
from lexcollect.formats.shapes import DateCandidate, Look
from lexcollect.formats.times import moment_of
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.Image import Image as PillowImage

ORIENTATION = 0x0112
_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL = 0x010F, 0x0110
#: When it was taken, when it was made digital; the zones of both clocks.
_CLOCKS = ((0x9003, 0x9011), (0x9004, 0x9012))
_LATITUDE, _LONGITUDE = (1, 2), (3, 4)
_SATELLITE_TIME, _SATELLITE_DAY = 7, 29
_DAY = regex(r"^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(.*)$")
_ZONE = regex(r"^[+-]\d{2}:\d{2}$")
#: A position may be some minutes old when the picture is taken; beyond that one of the two clocks is wrong.
_APART = timedelta(minutes=30)
#: Longest name of a device that is kept.
_NAME = 60


@dataclass(frozen=True, slots=True)
class Camera:
    """What the EXIF block says: ``raw`` is the clock of the camera as written, ``taken`` the moment it means.

    ``place`` is latitude and longitude in degrees; ``located`` tells that there is a block of a position at all;
    ``satellite`` is the clock of the satellites.
    """

    day: date | None = None
    raw: str = ""
    taken: Moment = Moment()
    device: str = ""
    located: bool = False
    place: tuple[float, float] | None = None
    satellite: datetime | None = None

    def days(self) -> list[DateCandidate]:
        """Return the day of taking as a candidate for the day of the paper."""
        return [DateCandidate(self.day, "exif", self.raw)] if self.day else []

    @property
    def apart(self) -> timedelta | None:
        """How far the clock of the camera is from that of the satellites; ``None`` where one of them is not there."""
        if self.taken.value is None or self.satellite is None:
            return None
        return abs(self.taken.value - self.satellite)


def exif_of(picture: PillowImage) -> Exif:
    """Return the EXIF block of ``picture``; an empty one where it is broken: the picture itself may be sound."""
    from PIL import Image

    try:
        return picture.getexif()
    except Exception:  # what readers of broken blocks raise is anything
        return Image.Exif()


def camera_of(exif: Exif) -> Camera:
    """Return what the block says of the taking."""
    inner, position = _inner(exif, _EXIF), _inner(exif, _GPS)
    day, raw, taken = _clock(inner)
    return Camera(day, raw, taken, _device(exif), bool(position), _place(position), _satellite(position))


def say_camera(exif: Exif, seen: Look) -> None:
    """Write into ``seen`` the day, the time and the device, that there is a place, and clocks that disagree."""
    camera = camera_of(exif)
    seen.dates.extend(camera.days())
    if camera.taken.value:
        seen.facts["taken"] = camera.taken.value.isoformat()
    if camera.device:
        seen.facts["device"] = camera.device
    if camera.located:
        seen.facts["gps"] = "yes"
        seen.findings.append(finding("LX-I039"))
    if camera.apart and camera.apart > _APART:
        seen.findings.append(finding("LX-I261", minutes=round(camera.apart / timedelta(minutes=1))))


def _inner(exif: Exif, tag: int) -> dict[int, Any]:
    try:
        return exif.get_ifd(tag)
    except Exception:  # as above
        return {}


def _clock(inner: dict[int, Any]) -> tuple[date | None, str, Moment]:
    for clock, zone in _CLOCKS:
        raw = inner.get(clock)
        if isinstance(raw, str) and (match := _DAY.match(raw)):
            try:
                day = date(*(int(part) for part in match.group(1, 2, 3)))
            except ValueError:
                continue
            offset = str(inner.get(zone, "")).strip("\0 ")
            written = f"{day.isoformat()} {match[4].strip()}{offset if _ZONE.match(offset) else ''}"
            taken = moment_of(written)
            return day, raw.strip(), Moment(raw=raw) if taken.precision is Precision.DAY else taken
    return None, "", Moment()


def _device(exif: Exif) -> str:
    try:
        words = " ".join(str(exif.get(tag) or "").strip("\0 ") for tag in (_MAKE, _MODEL))
    except Exception:  # as above
        return ""
    return "".join(c for c in words if c.isprintable()).strip()[:_NAME]


def _place(position: dict[int, Any]) -> tuple[float, float] | None:
    try:
        latitude, longitude = (_degrees(position, *tags) for tags in (_LATITUDE, _LONGITUDE))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(position: dict[int, Any], side: int, value: int) -> float:
    degrees, minutes, seconds = (float(part) for part in position[value])
    size = degrees + minutes / 60 + seconds / 3600
    return -size if str(position.get(side, "")).strip("\0 ").upper() in ("S", "W") else size


def _satellite(position: dict[int, Any]) -> datetime | None:
    """Return the clock of the satellites, which is that of Greenwich."""
    try:
        found = _DAY.match(str(position[_SATELLITE_DAY]))
        hour, minute, second = (int(part) for part in position[_SATELLITE_TIME])
        if found is None:
            return None
        year, month, day = (int(part) for part in found.group(1, 2, 3))
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
