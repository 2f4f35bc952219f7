"""Word charts: a chart as the part that Word draws it from (DrawingML), with its figures kept in it.

Owns that part and the place of the chart in the text. The figures stand in it as they were; there is no workbook behind
it that could be opened or run.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from lexcollect.documents.engine.package import DECLARATION
from lexcollect.reporting.charts import Drawn, Series

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CM = 360_000
_WIDE, _HIGH = 22 * _CM, 8 * _CM


def inline(number: int, chart: Drawn) -> str:
    """Return the run that holds chart ``number``; its relation follows those of styles and foot."""
    high = _HIGH if not chart.across else max(5 * _CM, min(13 * _CM, int((2.5 + 0.75 * len(chart.labels)) * _CM)))
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDE}" cy="{high}"/><wp:docPr id="{number}" name="Chart {number}" '
        f'descr="{_attribute(chart.title)}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="rId{number + 2}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def chart_xml(chart: Drawn) -> str:
    """Return the part of ``chart``."""
    series = "".join(_series(n, one, chart) for n, one in enumerate(chart.series))
    overlap = '<c:overlap val="100"/>' if chart.stacked else ""
    bars = (
        f'<c:barChart><c:barDir val="{"bar" if chart.across else "col"}"/>'
        f'<c:grouping val="{"stacked" if chart.stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )
    turned = "maxMin" if chart.across else "minMax"
    names = (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{turned}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if chart.across else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_small()}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/></c:catAx>'
    )
    amounts = (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{chart.end}"/><c:min val="0"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if chart.across else "l"}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="D8DDE4"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_small()}<c:crossAx val="1"/>'
        f'<c:crosses val="{"max" if chart.across else "autoZero"}"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{chart.step}"/></c:valAx>'
    )
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_small()}</c:legend>' if len(chart.series) > 1 else ""
    )
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{bars}{names}{amounts}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _series(number: int, one: Series, chart: Drawn) -> str:
    labels = "".join(f'<c:pt idx="{n}"><c:v>{escape(label)}</c:v></c:pt>' for n, label in enumerate(chart.labels))
    values = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(one.values))
    last, column = len(chart.labels) + 1, chr(ord("B") + number)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(one.name)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{one.colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(chart.labels)}"/>{labels}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(one.values)}"/>{values}'
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _small() -> str:
    return '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def _attribute(words: str) -> str:
    return escape(words, {'"': "&quot;", "\n": " "})
