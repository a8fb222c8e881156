"""Make `portal/static/vendor/` from the npm packages of `package.json`; `make vendor` calls it.

Takes the components of the NL Design System that the pages use and only the design tokens that those
components read, so that a page loads some 40 kB of style instead of 600 kB.
"""

import re
import sys
from pathlib import Path

COMPONENTS = [
    "root", "body", "document", "page-layout", "page-body", "page-header", "page-footer", "page-content", "skip-link",
    "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "button", "action-group", "alert",
    "textarea", "textbox", "form-field", "form-label", "form-field-description", "form-field-error-message",
    "form-fieldset", "checkbox", "radio-button", "unordered-list", "ordered-list", "table", "data-list", "separator",
    "blockquote", "badge-list", "data-badge", "status-badge", "nav-bar", "mark", "accordion",
]
TOKEN = re.compile(r"--[a-z0-9-]+")
DECLARATION = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")


def licence(package: Path) -> str:
    found = next(iter(sorted(package.glob("LICENSE*"))), None)
    return found.read_text(encoding="utf-8") if found else ""


def main(modules: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    styles = []
    for name in COMPONENTS:
        found = modules / "@utrecht" / f"{name}-css" / "dist" / "index.css"
        styles.append(found.read_text(encoding="utf-8"))
    components = "\n".join(styles)
    theme = modules / "@nl-design-system-unstable" / "voorbeeld-design-tokens"
    declared = dict(DECLARATION.findall((theme / "dist" / "theme.css").read_text(encoding="utf-8")))
    wanted = set(TOKEN.findall(components)) | set(TOKEN.findall((target.parent / "portal.css").read_text("utf-8")))
    grown = True
    while grown:
        more = {name for token in wanted if token in declared for name in TOKEN.findall(declared[token])} - wanted
        wanted |= more
        grown = bool(more)
    tokens = "".join(f"  {name}: {value};\n" for name, value in declared.items() if name in wanted)
    note = "/* Made by `make vendor` from @utrecht/component-library-css and voorbeeld-design-tokens; EUPL-1.2. */\n"
    (target / "components.css").write_text(note + components, encoding="utf-8")
    (target / "tokens.css").write_text(note + ".voorbeeld-theme {\n" + tokens + "}\n", encoding="utf-8")
    (target / "htmx.min.js").write_bytes((modules / "htmx.org" / "dist" / "htmx.min.js").read_bytes())
    (target / "LICENSES.txt").write_text(
        "htmx.org\n\n" + licence(modules / "htmx.org")
        + "\n\nNL Design System (Utrecht components, Voorbeeld tokens): EUPL-1.2\n\n" + licence(theme), encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
