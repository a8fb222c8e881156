"""Where the command `wijzer` begins: loading its parts takes seconds, and Ctrl-C may come while it does."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C ended


def main() -> None:
    """Entry point; Ctrl-C at any moment ends it in one line."""
    try:
        from portal.commands.root import run

        run()
    except KeyboardInterrupt:
        print("\nGestopt.", file=sys.stderr)
        sys.exit(INTERRUPTED)
