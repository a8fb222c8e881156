"""The words that somebody reads on a page without opening anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_UNSEEN = {"script", "style", "template", "option", "optgroup", "textarea", "title"}
_NOT_READ = {"nav", "button", "label"}
_WORD = re.compile(r"\w[\w’'-]*")


class _Reader(HTMLParser):
    def __init__(self, within: str) -> None:
        super().__init__()
        self.within = within
        self.open: list[tuple[str, bool]] = []
        """Elements around what is being read, and whether each hides what stands in it."""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        hides = tag in _UNSEEN | _NOT_READ or "hidden" in given or "alleen-voor-lezer" in (given.get("class") or "").split()
        if tag == "summary" and self.open[-1][0] == "closed":
            self.open[-1] = ("closed", False)
        closed = tag == "details" and "open" not in given
        self.open.append(("closed" if closed else tag, hides or closed))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            ended, _ = self.open.pop()
            if tag in (ended, "details" if ended == "closed" else ended):
                break
        if tag == "summary" and self.open and self.open[-1][0] == "closed":
            self.open[-1] = ("closed", True)

    def handle_data(self, data: str) -> None:
        if any(tag == self.within for tag, _ in self.open) and not any(hides for _, hides in self.open):
            self.words += _WORD.findall(data)


def visible_words(html: str, within: str = "main") -> list[str]:
    """Words inside this element, but for closed folds, what only a screen reader says, what stands in fields and lists to choose from, and what is pressed and not read.

    >>> visible_words("<p>a</p><main>b <details><summary>c</summary>d</details> <details open><summary>e</summary>f</details> <b hidden>g</b> h-i</main>")
    ['b', 'c', 'e', 'f', 'h-i']
    """
    reader = _Reader(within)
    reader.feed(html)
    return reader.words
