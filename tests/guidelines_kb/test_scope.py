import pytest

from guidelines_kb.scope import are_apart, scope


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Svara i chatten.", "chat"),
        ("Besvar hver e-mail.", "email"),
        ("Svar på alle e-poster.", "email"),
        ("Responda às mensagens de correio eletrónico.", "email"),
        ("Svar på breve.", "letter"),
        ("Lyssna på röstmeddelanden.", "voicemail"),
        ("Responda nas redes sociais.", "social"),
    ],
)
def test_channels_in_five_languages(text, channel):
    assert scope(text) == {"channel": frozenset({channel})}


def test_rules_for_other_channels_or_days_are_apart():
    chat, letter = scope("Answer chats within a minute."), scope("Answer letters within ten days.")
    assert are_apart(chat, letter)
    assert not are_apart(chat, scope("Svara i chatten inom två minuter."))
    assert not are_apart(chat, scope("Answer within a minute."))
    assert are_apart(scope("Butikken åpner klokken ti på hverdager."), scope("På lördagar öppnar butiken elva."))
