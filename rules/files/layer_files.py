"""Layers on disk: ESCO's download as it comes, and the layer made of it as one small file of ours."""

from __future__ import annotations

import gzip
from pathlib import Path

from rules.errors import CatalogueError, KnowledgeFilesMissing, Problem
from rules.files.esco import layer_from_json, layer_to_json, parse_esco
from rules.occupation import Layer


def read_esco(folder: Path) -> Layer:
    """The layer in a folder of ESCO's CSV files (each may be gzipped); raises KnowledgeFilesMissing or CatalogueError."""
    if not folder.is_dir():
        raise KnowledgeFilesMissing(f"De map {folder} is er niet. Pak de ESCO-download uit en wijs die map aan.")
    return parse_esco({path.name: _text(path) for pattern in ("*.csv", "*.csv.gz") for path in sorted(folder.glob(pattern))})


def write_layer(layer: Layer, folder: Path) -> Path:
    """Keep the layer in this folder, whole or not at all; the file it stands in."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{layer.name}.json.gz"
    draft = file.with_suffix(".new")
    draft.write_bytes(gzip.compress(layer_to_json(layer).encode(), mtime=0))
    draft.replace(file)
    return file


def read_layer(folder: Path, name: str) -> Layer:
    """The layer that was kept in this folder; raises KnowledgeFilesMissing when there is none, or it is broken."""
    file = folder / f"{name}.json.gz"
    try:
        return layer_from_json(gzip.decompress(file.read_bytes()).decode())
    except FileNotFoundError as error:
        raise KnowledgeFilesMissing(f"De laag '{name}' is er nog niet. Haal hem binnen: wijzer catalogue import {name} MAP") from error
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeFilesMissing(f"{file} is beschadigd. Haal de laag opnieuw binnen: wijzer catalogue import {name} MAP") from error


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError([Problem(path.name, 1, "", "is geen UTF-8. Download het bestand opnieuw.")]) from error
    except (OSError, EOFError) as error:
        raise CatalogueError([Problem(path.name, 1, "", f"is niet te lezen ({error}). Download het bestand opnieuw.")]) from error
