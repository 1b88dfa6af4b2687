"""Every language says everything, with the same numbers, and what the game reads is what was written."""

from __future__ import annotations

import importlib.util
import io
import re
import string
from collections import Counter
from gettext import GNUTranslations
from pathlib import Path
from typing import get_args

import pytest
from babel.messages import Catalog, Message

from game.levels import find_levels
from game.session import settings
from game.words import ENGLISH, LANGUAGES, MESSAGES, Words

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
COUNTS = range(201)
# Words that blame or frighten, and the familiar forms of address
NEVER = {
    "de": "falsch fehler verloren versagt schlecht nicht nie du dein deine dich dir euch",
    "fr": "échec échoué perdu faux mauvais raté jamais tu ton ta tes toi",
    "es": "fallo error perdido malo nunca fallado tú tu tus ti te vosotros",
    "ar": "فشل خطأ خسارة خسرت سيئ أبدًا",
}
KIND = {"Nicht ich"}  # blames nobody: it greets another


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("catalogs", ROOT / "tools" / "catalogs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def sentences(catalog: Catalog) -> dict[tuple[tuple[str, ...], str | None], Message]:
    return {(forms(message.id), message.context): message for message in catalog if message.id}


def fields(text: str) -> Counter[str]:
    """The names that are set in."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_said_and_nothing_else(tool, language: str) -> None:
    """After a new sentence: `make catalogs`, and translate what is empty."""
    said, wanted = sentences(tool.load(language)), sentences(tool.template())
    assert said.keys() == wanted.keys()
    missing = [key for key, message in said.items() if not all(forms(message.string))]
    guessed = [key for key, message in said.items() if message.fuzzy]
    assert (missing, guessed) == ([], [])


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_are_set_into_every_form_that_stands_for_several(tool, language: str) -> None:
    """A form that is meant for one number alone (1, 2) may name it in words instead."""
    catalog = tool.load(language)
    number_of = Words(language)._catalog.plural  # type: ignore[attr-defined]
    used = Counter(number_of(n) for n in COUNTS)
    for message in sentences(catalog).values():
        wanted = fields(forms(message.id)[-1])
        plural = isinstance(message.id, tuple)
        assert len(forms(message.string)) == (catalog.num_plurals if plural else 1)
        for form, text in enumerate(forms(message.string)):
            may_do_without = plural and used[form] == 1 and fields(text) == wanted - Counter(["n"])
            assert fields(text) == wanted or may_do_without, text


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_is_what_was_written(tool, language: str) -> None:
    """The compiled catalog beside the text is as new as that: `make catalogs` makes it."""
    path = tool.path_of(language)
    compiled = GNUTranslations(io.BytesIO(path.with_suffix(".mo").read_bytes()))
    fresh = GNUTranslations(io.BytesIO(tool.mo_bytes(tool.load(language))))
    assert len(sentences(tool.load(language))) > 200
    for message in sentences(tool.load(language)).values():
        read = [[heard(book, message, n) for n in COUNTS] for book in (compiled, fresh)]
        assert read[0] == read[1]
        assert set(read[0]) <= set(forms(message.string))


def heard(book: GNUTranslations, message: Message, number: int) -> str:
    """What a compiled catalog makes of a sentence."""
    first, last = forms(message.id)[0], forms(message.id)[-1]
    if first == last:
        return book.pgettext(message.context, first) if message.context else book.gettext(first)
    if message.context:
        return book.npgettext(message.context, first, last, number)
    return book.ngettext(first, last, number)


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_are_kind_and_polite(tool, language: str) -> None:
    never = set(NEVER[language].split())
    for message in sentences(tool.load(language)).values():
        for text in forms(message.string):
            said = set(re.findall(r"\w+", text.lower()))
            assert text in KIND or not said & never, text


@pytest.mark.parametrize("language", TRANSLATED)
def test_figures_are_those_of_the_language(language: str) -> None:
    words = Words(language)
    others = set(string.digits) - set(words.language.digits)
    for key, message in MESSAGES.items():
        values = dict.fromkeys(fields(message.text + message.plural), 5)
        assert not others & set(words.say(key, **values)), key
    assert not others & set(words.clock(83.0) + words.count(12, 34) + words.number(1067))


def test_the_singular_and_every_plural_are_chosen_by_the_number() -> None:
    key = "results.picked.apple"
    german, arabic = Words("de"), Words("ar")
    assert german.say(key, n=1) == "1 Apfel\ngepflückt!"
    assert german.say(key, n=12) == "12 Äpfel\ngepflückt!"
    said = [arabic.say(key, n=n) for n in (1, 2, 3, 11)]
    assert [text.split("\n")[1] for text in said] == [
        "تفاحة واحدة!",
        "تفاحتين!",
        "٣ تفاحات!",
        "١١ تفاحة!",
    ]


def test_titles_of_levels_are_translated_and_those_of_others_stay() -> None:
    german = Words("de")
    assert german.title(find_levels()["orchard-1"].title) == "Äpfel links und rechts"
    assert german.title("My own level") == "My own level"


def test_a_participant_can_have_every_language() -> None:
    assert set(get_args(settings.Language)) == set(LANGUAGES)


def test_an_unknown_key_or_language_is_named() -> None:
    with pytest.raises(KeyError, match=r"pause\.nothing"):
        Words().say("pause.nothing")
    with pytest.raises(KeyError, match="xx"):
        Words("xx")
