"""Brings the catalogs of every language up to what the game says: `make catalogs`.

New sentences arrive untranslated, changed ones lose their translation, and those that are no longer
said go; nothing is guessed. Then each `.po` is compiled to the `.mo` beside it, which the game
reads. The sentences come from the tables of game/words and from the titles of the levels.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages import Catalog  # noqa: E402
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from game.levels import find_levels  # noqa: E402
from game.words import DOMAIN, ENGLISH, LANGUAGES, LEVEL, MESSAGES  # noqa: E402

FOLDER = ROOT / "assets" / "languages"
HEADER = "# The words of Surefoot. Licence: Apache-2.0, as Surefoot itself."
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # no catalog differs by its date alone


def template() -> Catalog:
    """Everything that is said, in English, with the keys that say it."""
    made = Catalog(header_comment=HEADER, creation_date=MADE)
    for key, (text, plural, context) in MESSAGES.items():
        said = (text, plural) if plural else text
        made.add(said, context=context or None, auto_comments=[key])
    for level in sorted(find_levels().values(), key=lambda level: level.id):
        made.add(level.title, context=LEVEL, auto_comments=[level.id])
    return made


def path_of(language: str) -> Path:
    """The catalog that people edit."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load(language: str) -> Catalog:
    """A language's catalog as it lies there; an empty one for a language that is new."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, header_comment=HEADER, revision_date=MADE)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The same, with all that is said now and nothing else."""
    catalog = load(language)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.fuzzy = "Surefoot", "1", False
    catalog.msgid_bugs_address = catalog.last_translator = "The Surefoot authors"
    catalog.language_team = LANGUAGES[language].name
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """A catalog as text."""
    out = io.BytesIO()
    write_po(out, catalog, width=100)
    return out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalog as the game reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        catalog, path = updated(language), path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        print(f"{language}: {len(catalog)} sentences, {untold(catalog)} to translate: {path}")


def untold(catalog: Catalog) -> int:
    """How many sentences have not been translated, in all of their forms."""
    forms = [
        (m.string,) if isinstance(m.string, str) else m.string or ("",) for m in catalog if m.id
    ]
    return sum(not all(form) for form in forms)


if __name__ == "__main__":
    main()
