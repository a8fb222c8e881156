"""The same real browser as tests/browser has."""

from tests.browser.conftest import browser, page  # noqa: F401  (fixtures)
