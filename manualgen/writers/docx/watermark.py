"""The DRAFT mark across each page of a draft: a DrawingML text shape behind the text, no legacy VML."""

from __future__ import annotations

from manualgen.writers.docx.measure import EMU_PER_TWIP
from manualgen.writers.docx.text import run

NAMESPACES = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WIDTH, HEIGHT = 9000, 3000  # twips
PALE = "F2F2F2"  # text printed over it stays readable
TURN = 18900000  # 60,000ths of a degree: 315°, rising from left to right


def watermark(text: str, number: int) -> str:
    """Return a run with ``text`` large, pale and slanted in the middle of the page; ``number`` is its drawing id.

    Readers that know no shapes skip it: the header says the same in words.
    """
    extent = f'cx="{WIDTH * EMU_PER_TWIP}" cy="{HEIGHT * EMU_PER_TWIP}"'
    words = run(
        text,
        f'<w:rPr><w:b/><w:bCs/><w:noProof/><w:color w:val="{PALE}"/><w:sz w:val="300"/><w:szCs w:val="300"/></w:rPr>',
    )
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0"'
        ' layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:align>center</wp:align></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Draft mark {number}" descr="{text}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm rot="{TURN}"><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f'<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>{words}</w:p>'
        '</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
