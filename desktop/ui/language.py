"""The language of the window: our own words, dates, and the words that Qt itself shows."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.i18n import use_language

_LOCALES = {"en": "en_US", "es": "es_US"}
_WORDS_OF_QT = "words of Qt"


def speak(language: str) -> None:
    """Show words and dates in a language: en or es."""
    use_language(language)
    QLocale.setDefault(QLocale(_LOCALES.get(language, _LOCALES["en"])))
    application = QApplication.instance()
    if isinstance(application, QApplication):
        _use_words_of_qt(application, language)


def language_of_system() -> str:
    """Return the language of this computer, or the one nearest to it that we speak."""
    return "es" if QLocale.system().language() == QLocale.Language.Spanish else "en"


def _use_words_of_qt(application: QApplication, language: str) -> None:
    """Have the menus of fields and the dialogs of files speak it too; English is what Qt speaks by itself."""
    for before in application.findChildren(QTranslator, _WORDS_OF_QT):
        application.removeTranslator(before)
        before.deleteLater()
    words = QTranslator(application)
    words.setObjectName(_WORDS_OF_QT)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and words.load(f"qtbase_{language}", folder):
        application.installTranslator(words)
