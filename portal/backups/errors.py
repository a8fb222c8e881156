"""Why a backup could not be made or put back; messages are Dutch, for who operates the installation, and say what to do."""

from __future__ import annotations

from portal.errors import PortalError


class BackupError(PortalError):
    """Root of all that goes wrong with backups."""


class BackupFailed(BackupError):
    """No backup was made; earlier ones are as they were."""


class KeyRefused(BackupError):
    """What was given is no key of the kind that is needed, or not the one of this backup."""


class BackupDamaged(BackupError):
    """A backup is not, or no longer, what was written. Nothing was put back."""

    def __init__(self, file: str, wrong: str) -> None:
        super().__init__(f"De reservekopie {file} is beschadigd: {wrong}. Er is niets teruggezet. Neem een andere kopie of een eerdere reservekopie.")


class RestoreRefused(BackupError):
    """A backup may not be put back there, or not like that. Nothing was put back."""
