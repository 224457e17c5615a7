import pytest

from guidelines_kb.scope import are_apart, is_one, scope


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
    assert scope(text)["channel"] == {channel}


def test_rules_for_other_channels_or_days_are_apart():
    chat, letter = scope("Answer chats within a minute."), scope("Answer letters within ten days.")
    assert are_apart(chat, letter)
    assert not are_apart(chat, scope("Svara i chatten inom två minuter."))
    assert not are_apart(chat, scope("Answer within a minute."))
    assert are_apart(scope("Butikken åpner klokken ti på hverdager."), scope("På lördagar öppnar butiken elva."))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Nobody should be left on hold for long.", "hold"),
        ("Ninguém deve ficar em espera.", "hold"),
        ("Varor får lämnas tillbaka.", "return"),
        ("Tilbakebetaling skjer innen ti bankdager.", "refund"),
        ("Klager skal besvares hurtigt.", "complaint"),
    ],
)
def test_subjects_in_five_languages(text, subject):
    assert scope(text)["subject"] == {subject}


def test_rules_on_the_very_same_subject_or_channel_are_on_one():
    hold = scope("Keep nobody on hold for long.")
    assert is_one(hold, scope("La ingen stå på vent lenge."))
    assert not is_one(hold, scope("Answer within a minute."))
    assert not is_one(hold, scope("Refunds take five days."))
    assert are_apart(hold, scope("Refunds take five days."))
