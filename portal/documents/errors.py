"""What documents cannot be made, and why; messages are Dutch, for who asked for one."""

from __future__ import annotations

from portal.errors import PortalError


class DocumentRefused(PortalError):
    """Root: this document cannot be made now."""


class PrinterAbsent(DocumentRefused):
    """A library that the PDF needs is missing on this computer."""

    def __init__(self) -> None:
        super().__init__(
            "Een pdf maken kan hier nog niet: op deze computer ontbreekt Pango. Vraag de beheerder om het te installeren "
            "(Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0). De andere downloads werken wel."
        )


class PrinterBusy(DocumentRefused):
    """Others are having theirs made."""

    def __init__(self) -> None:
        super().__init__("Er worden nu veel pdf's gemaakt. Probeer het over een minuut nog eens.")


class TooMuchToPrint(DocumentRefused):
    """It took too long or too much memory."""

    def __init__(self) -> None:
        super().__init__("Je paspoort is te groot voor een pdf. Kies minder onderdelen, of neem het Excel-bestand: daar past alles in.")


class NothingToShow(DocumentRefused):
    """There is nothing in the passport yet that the document could hold."""


class BadgesNotPossible(DocumentRefused):
    """No badge can be made; the message says why and what to do."""


class BadgeKeyBroken(PortalError):
    """The file with the key for badges cannot be used."""
