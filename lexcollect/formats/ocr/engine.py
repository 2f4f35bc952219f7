"""Engine: the recognising library behind one door.

Owns which library that is, which models it loads and by what name both are remembered. The models lie in its wheel and
are named file by file, so that the library never looks for others; nothing is fetched. Loaded when the first picture
is read.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lexcollect.formats.ocr.shapes import Piece

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: What the extra brings: distribution → module.
LIBRARIES = {"rapidocr": "rapidocr", "onnxruntime": "onnxruntime"}
#: The kinds of model the engine needs: where lines stand, and what they say.
_MODELS = ("det", "rec")
#: Threads of one recognition: what is read beside it must go on.
_THREADS = 2
#: Longest side of a picture that the library itself does not make smaller, in pixels.
LONGEST = 2400
#: What is less sure than this is noise (a stain, a stamp's rim), in thousandths.
_NOISE = 500


class Engine(Protocol):
    """What reads the words of a picture."""

    @property
    def name(self) -> str:
        """Return library and models, by which what was read is remembered."""

    def read(self, picture: PillowImage) -> list[Piece]:
        """Return the pieces of an upright picture."""


def installed() -> bool:
    """Tell whether the extra is there with its models; loads nothing."""
    return all(find_spec(module) is not None for module in LIBRARIES.values()) and len(_models()) == len(_MODELS)


def engine_name() -> str:
    """Return the name of library and models, by which what was read is remembered; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    if not installed():
        return ""
    try:
        return f"rapidocr-{version('rapidocr')}-{_models()['rec'].stem}"
    except PackageNotFoundError:
        return ""


def load() -> Engine:
    """Return the engine with its models loaded; :class:`ImportError` or what it raises itself if it cannot be."""
    return _RapidOcr()


@cache
def _models() -> dict[str, Path]:
    """Return the model files of the wheel by their kind; a kind of which there is none or are several is left out."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        return {}
    folder = Path(found.origin).parent / "models"
    lying = {kind: sorted(folder.glob(f"*_{kind}_*.onnx")) for kind in _MODELS}
    return {kind: files[0] for kind, files in lying.items() if len(files) == 1}


class _RapidOcr:
    """RapidOCR on onnxruntime: PP-OCR models for Chinese and Latin print and hand."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        models = _models()
        self.name = engine_name()
        self._read = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": LONGEST,
                "Global.use_cls": False,
                "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(models["det"]),
                "Rec.model_path": str(models["rec"]),
            }
        )

    def read(self, picture: PillowImage) -> list[Piece]:
        """Return the pieces of an upright picture."""
        import numpy

        pixels = numpy.asarray(picture.convert("RGB"))[:, :, ::-1]  # it takes blue first
        found: Any = self._read(pixels, use_cls=False)
        if found is None or not found.txts:
            return []
        return [
            _piece(words, box, score)
            for words, box, score in zip(found.txts, found.boxes, found.scores, strict=True)
            if words.strip() and int(score * 1000) >= _NOISE
        ]


def _piece(words: str, box: Any, score: float) -> Piece:
    (a, b, c, d) = ((round(float(x)), round(float(y))) for x, y in box)
    return Piece(words.strip(), (*a, *b, *c, *d), min(int(score * 1000), 1000))
