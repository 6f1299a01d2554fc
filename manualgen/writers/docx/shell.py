"""The shell of the Word file: everything that is the same for all documents of one theme.

Made once with python-docx from its default package: the house styles replace its own; theme
fonts and colours for a consultant's additions are kept. Out: part name → bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from manualgen.cache import key_of, program_stamp, prune, read_value, write_value
from manualgen.writers.docx.house_styles import SYMBOL_FONT, document_defaults, house_styles
from manualgen.writers.docx.text import SYLLABICS_FONT, escape
from manualgen.writers.theme import Theme

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


SHELLS = 64


@lru_cache(maxsize=16)
def shell(theme: Theme, language: str) -> Mapping[str, bytes]:
    """Return the parts ``word/styles.xml``, ``settings.xml``, ``fontTable.xml`` and ``theme/theme1.xml``.

    Those of an earlier run come from the cache; python-docx is then not loaded.
    """
    entry = f"shell-{key_of(program_stamp(), repr(theme), language)}.bin"
    parts = read_value(entry)
    if not isinstance(parts, dict):
        parts = _shell(theme, language)
        write_value(entry, parts)
        prune("", "shell-", SHELLS, 10)
    return MappingProxyType(parts)


def _shell(theme: Theme, language: str) -> dict[str, bytes]:
    import docx
    from lxml import etree

    document = docx.Document()
    styles = document.styles.element
    for child in list(styles):
        if etree.QName(child).localname in ("docDefaults", "style", "latentStyles"):
            styles.remove(child)
    texts = [document_defaults(theme, language), *house_styles(theme)]
    wrapped = etree.fromstring(f'<w:styles xmlns:w="{W}">{"".join(texts)}</w:styles>'.encode())
    styles.extend(list(wrapped))
    for name in list(styles.attrib):  # it lists prefixes that only the old styles used
        del styles.attrib[name]
    etree.cleanup_namespaces(styles)
    package = document.part.package
    house_theme = next(p.blob for p in package.iter_parts() if str(p.partname) == "/word/theme/theme1.xml")
    return {
        "word/styles.xml": XML.encode() + etree.tostring(styles, encoding="UTF-8"),
        "word/settings.xml": (XML + settings_xml(language)).encode(),
        "word/fontTable.xml": (XML + font_table_xml(theme)).encode(),
        "word/theme/theme1.xml": house_theme,
    }


def settings_xml(language: str) -> str:
    """Return the settings: Word 2013 layout, the language, and no prompt to update fields."""
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        )
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{modern}</w:compat>'
        f'<w:themeFontLang w:val="{escape(language)}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        f"</w:settings>"
    )


def font_table_xml(theme: Theme) -> str:
    """Return the fonts the file names, each with the font to take where it is missing."""
    pairs = {
        theme.font_body_word: theme.font_body,
        theme.font_heading_word: theme.font_heading,
        SYMBOL_FONT: "MS Gothic",
        SYLLABICS_FONT: "Euphemia UCAS",
    }
    fonts = "".join(
        f'<w:font w:name="{escape(name)}">'
        + (f'<w:altName w:val="{escape(other)}"/>' if other != name else "")
        + '<w:charset w:val="00"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in sorted(pairs.items())
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'
