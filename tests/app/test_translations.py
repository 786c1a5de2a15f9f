"""The catalogues hold all that the window says, whole, with the same fields; and the window speaks them."""

import re
from xml.etree import ElementTree

import pytest
import translations
from PySide6.QtCore import QLocale

from app.language import LANGUAGES, chosen
from app.translation import install, tr


@pytest.fixture
def capitals():
    install(lambda text, comment, n: text.upper().replace("{N}", f"{{n}}/{comment}"))
    yield
    install(None)


def test_english_needs_no_catalogue():
    assert tr("Open") == "Open"
    assert tr("{film} has {a}", film="{x}.png", a=1) == "{x}.png has 1"
    assert [tr("{n} film", "{n} films", n=n) for n in (0, 1, 2)] == ["0 films", "1 film", "2 films"]
    assert tr("100 % of {x}") == "100 % of {x}"  # no field is given: braces are braces


def test_a_catalogue_is_asked_by_the_plural_and_gets_number_and_comment(capitals):
    assert tr("{n} film", "{n} films", n=1, comment="on") == "1/on FILMS"
    assert tr("Open") == "OPEN"


def test_what_a_catalogue_lacks_stays_english():
    install(lambda *_asked: "")
    assert tr("{n} film", "{n} films", n=1) == "1 film"
    install(None)


@pytest.mark.parametrize(
    ("setting", "desktop", "language"),
    [
        ("de", "en-GB", "de"),
        ("en", "de-AT", "en"),
        ("system", "de-AT", "de"),
        ("system", "fr-FR", "en"),
        ("elvish", "de", "de"),
    ],
)
def test_the_setting_goes_before_the_desktop_and_english_is_for_all_others(
    setting, desktop, language, monkeypatch
):
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _locale: [desktop])
    assert chosen(setting) == language


def messages(language):
    tree = ElementTree.parse(translations.FOLDER / f"onemark_{language}.ts")
    for message in tree.iter("message"):
        translation = message.find("translation")
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        key = translations.Text(
            message.findtext("source"), message.findtext("comment", ""), message.get("numerus") == "yes"
        )
        yield key, translation.get("type"), forms


def test_every_language_that_is_offered_has_a_catalogue():
    assert set(translations.LANGUAGES) == set(LANGUAGES) - {"system", "en"}


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_catalogue_holds_every_text_finished_and_no_dead_one(language):
    held = list(messages(language))
    assert [key for key, kind, forms in held if kind is not None or not all(forms)] == []
    assert sorted(key for key, _, _ in held) == translations.texts()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_have_the_fields_of_their_texts(language):
    def fields(text):
        return set(re.findall(r"\{(\w*)[^}]*\}", text))

    wrong = [
        (key.source, forms)
        for key, _, forms in messages(language)
        if any(fields(form) - {"n"} != fields(key.source) - {"n"} for form in forms)
    ]
    assert wrong == []
