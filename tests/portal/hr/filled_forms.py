"""A form of a page as a browser without JavaScript fills it in and sends it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response


def followed(client: TestClient, answer: Response) -> Response:
    """The page that an answer leads on to, as a browser fetches it; the answer itself when it leads nowhere."""
    if answer.status_code != 303:
        return answer
    page: Response = client.get(answer.headers["Location"])
    return page


class PageForm:
    """What stands in the form of this page that goes to an address: picking and typing change it, pressing sends it."""

    def __init__(self, page: str, action: str) -> None:
        reader = _Reader(action)
        reader.feed(page)
        assert reader.found, f"no form to {action}"
        self.action = action
        self.values: list[tuple[str, str]] = reader.values
        self.buttons = reader.buttons
        self.options = reader.options
        self.focus = reader.focus

    def of(self, name: str) -> list[str]:
        """The values under a name."""
        return [value for known, value in self.values if known == name]

    def fill(self, **typed: str | list[str]) -> PageForm:
        """Type or pick; `als_1_eis` stands for the name als-1-eis, and what is picked must be in its list."""
        for key, given in typed.items():
            name = key if key in self.options or self.of(key) else key.replace("_", "-")
            values = [given] if isinstance(given, str) else given
            if name in self.options:
                assert set(values) <= self.options[name], (name, values)
            else:
                assert self.of(name), f"no field {name}"
            self.values = [(known, value) for known, value in self.values if known != name] + [(name, value) for value in values]
        return self

    def sent(self, button: str) -> dict[str, list[str]]:
        """What goes out when this button is pressed."""
        assert button in self.buttons, f"no button {button} in {self.buttons}"
        found: dict[str, list[str]] = {}
        for name, value in [*self.values, *([("doe", button)] if button else [])]:
            found.setdefault(name, []).append(value)
        return found

    def press(self, client: TestClient, button: str = "") -> Response:
        """The answer to the form."""
        answer: Response = client.post(self.action, data=self.sent(button))
        return answer


class _Reader(HTMLParser):
    """Finds one form by its address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.found = self._inside = False
        self.values: list[tuple[str, str]] = []
        self.buttons: list[str] = []
        self.options: dict[str, set[str]] = {}
        self.focus = ""
        self._select = self._area = ""
        self._text: list[str] = []
        self._chosen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action") == self.action
            self.found = self.found or self._inside
        if not self._inside:
            return
        if "autofocus" in given:
            self.focus = given["id"]
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input" and given.get("type") in {"checkbox", "radio"}:
            self.options.setdefault(name, set()).add(value)
            if "checked" in given:
                self.values.append((name, value))
        elif tag == "input":
            self.values.append((name, value))
        elif tag == "button":
            self.buttons.append(value)
        elif tag == "select":
            self._select, self._chosen = name, []
            self.options.setdefault(name, set())
        elif tag == "option" and self._select:
            self.options[self._select].add(value)
            if "selected" in given or not self._chosen:
                self._chosen = [value]
        elif tag == "textarea":
            self._area, self._text = name, []

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            self.values.append((self._select, self._chosen[0] if self._chosen else ""))
            self._select = ""
        elif tag == "textarea" and self._area:
            self.values.append((self._area, "".join(self._text).removeprefix("\n")))
            self._area = ""
