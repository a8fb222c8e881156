"""Why the disk refused something, in Dutch; the system itself says it in English."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "geen toegang", errno.EPERM: "geen toegang", errno.EROFS: "alleen lezen", errno.ENOSPC: "schijf vol",
    errno.EDQUOT: "schijf vol", errno.EEXIST: "is geen map", errno.ENOTDIR: "is geen map", errno.ENOENT: "bestaat niet",
    errno.EISDIR: "is een map", errno.EFBIG: "te groot voor deze schijf",
}


def why_not(error: OSError) -> str:
    """A few words, to stand between brackets or after a colon.

    >>> why_not(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'bestaat niet'
    """
    return _REASONS.get(error.errno or 0, f"fout {error.errno}")
