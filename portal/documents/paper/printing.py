"""HTML to PDF in a process of its own: `python -m portal.documents.paper.printing` reads HTML and writes a PDF.

WeasyPrint asks for Pango, which is no Python package and may be missing; and a text made to be hard to lay out may take any time and
memory. So this runs apart, with limits, and fetches nothing: addresses in the HTML lead nowhere, but for pictures that stand in it.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from io import BytesIO
from typing import Any

ABSENT, TOO_MUCH = 3, 4  # exit codes
UNKNOWN_SIGN = "\u25a1"
MOST_SIGNS_NAMED = 20
_INLINE = "data:image/svg+xml;base64,"


def pdf_of(html: str, fonts: Any = None) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the signs that no font here has (at most MOST_SIGNS_NAMED): a square stands in their place.

    `fonts`: a FontConfiguration of WeasyPrint that was read before. Raises OSError or ImportError when WeasyPrint or a library beneath it is absent.
    """
    found, unknown = _rendered(html, fonts)
    if unknown:
        # PDF/UA allows no glyph that means 'not in this font'.
        found, still = _rendered(html.translate({ord(sign): UNKNOWN_SIGN for sign in unknown}), fonts)
        unknown |= still
    return found, tuple(sorted(unknown)[:MOST_SIGNS_NAMED])


def _rendered(html: str, fonts: Any) -> tuple[bytes, set[str]]:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class OnlyInside(URLFetcher):  # type: ignore[misc]  # comes without types
        """Knows the pictures in the document itself and refuses all else, files too."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(_INLINE):
                raise ValueError("a document fetches nothing")
            return super().fetch(url, headers)

    document = HTML(string=html, base_url=None, url_fetcher=OnlyInside(allowed_protocols=("data",))).render(font_config=fonts)
    stream = BytesIO()
    document.write_pdf(stream, pdf_variant="pdf/ua-1", pdf_tags=True)
    missing = {chr(code) for font in document.fonts.values() for code in font.missing}
    return stream.getvalue(), missing


def main(seconds: int, megabytes: int) -> int:
    """Reads HTML, writes a line of JSON with the unknown signs and then the PDF; the exit code says what went wrong."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    html = sys.stdin.buffer.read().decode()
    try:
        from weasyprint.text.fonts import FontConfiguration

        # Read before memory is limited: where fontconfig runs out of it, it takes a folder for empty and writes that in the cache of the whole machine.
        fonts = FontConfiguration()
    except (ImportError, OSError) as absent:
        print(type(absent).__name__, file=sys.stderr)
        return ABSENT
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)  # not before, or a lack of memory would look like a lack of Pango
    try:
        pdf, unknown = pdf_of(html, fonts)
    except MemoryError:
        return TOO_MUCH
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.buffer.write(json.dumps(unknown).encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
