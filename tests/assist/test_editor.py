"""The playbook changed while it serves."""

from pathlib import Path

import pytest

from assist.core.conditions import Standards
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.editor import Editor
from assist.playbook.loading import InvalidPlaybook, load_folder
from assist.standards import KIND, Version, to_bytes
from assist.stores.sqlite import SqliteStore
from guidelines_kb import Library
from tests.guidelines_kb.conftest import HashingEmbedder

HELLO = """
moment: say_hello
opens: {now: customer.message}
because: {en: "a customer wrote"}
query: {en: "Greet every customer by name."}
words: {en: {instruction: "Greet.", say: "Hello!"}}
examples: {fires: {en: [["customer: Hi"]]}, silent: {en: [["agent: Hi"]]}}
"""


def heard(conversation: Conversation, event: Event) -> Event:
    """Nothing is understood."""
    return event


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """One moment, one guideline sentence."""
    (tmp_path / "say_hello.yaml").write_text(HELLO, encoding="utf-8")
    library = Library.open(None, HashingEmbedder(), cache=tmp_path)
    library.add("handbook", b"Greet every customer by name.\n", media_type="text/plain", language="en")

    def keep(playbook: Playbook) -> None:
        """Nothing is kept."""

    return Editor(load_folder(tmp_path, ["apology"]), ("apology",), library, heard, keep)


async def test_a_moment_put_in_is_live_and_kept(editor: Editor) -> None:
    """It takes its older self's place at once, and after a restart again."""
    store = await SqliteStore.open(":memory:")
    before = editor.playbook.version
    changed = await editor.put(store, "w", "say_hello", HELLO.replace("Hello!", "Hi there!"))
    assert changed.words["en"].say == "Hi there!"
    assert [moment.id for moment in editor.playbook.moments] == ["say_hello"]
    assert editor.playbook.version != before
    await editor.put(store, "w", "say_hello", HELLO)
    await editor.restore(store, "w")
    assert editor.playbook.by_id["say_hello"].words["en"].say == "Hello!"
    await store.close()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("other", HELLO, "calls itself 'say_hello'"),
        ("say_hello", HELLO.replace("opens", "opnes"), "line"),
        ("say_hello", HELLO + "excludes: [nobody]\n", "no moment 'nobody'"),
    ],
)
async def test_a_moment_that_cannot_be_used_changes_nothing(editor: Editor, name: str, text: str, said: str) -> None:
    """One sentence says why, and neither the playbook nor the store has it."""
    store = await SqliteStore.open(":memory:")
    before = editor.playbook
    with pytest.raises(InvalidPlaybook, match=said):
        await editor.put(store, "w", name, text)
    assert editor.playbook is before
    assert await store.all_of("w", "moment") == {}
    await store.close()


def test_examples_are_tried_without_being_kept(editor: Editor) -> None:
    """Those of a moment in the text, or of the whole playbook when it is empty."""
    assert [outcome.passed for outcome in editor.try_out("")] == [True, True]
    silent = HELLO.replace("customer.message", "agent.message")
    assert [outcome.passed for outcome in editor.try_out(silent)] == [False, False]
    assert editor.playbook.by_id["say_hello"].words["en"].say == "Hello!"


async def test_standards_that_are_kept_are_used_again_after_a_restart(editor: Editor) -> None:
    """The engine goes by the latest version, without a word from anybody."""
    store = await SqliteStore.open(":memory:")
    before = editor.playbook.version
    for number, limit in ((1, 30.0), (2, 45.0)):
        version = Version(number, 0.0, "", "", (), Standards({"hold_limit_s": limit}))
        await store.put("w", KIND, version.name, to_bytes(version))
    await editor.restore(store, "w")
    assert editor.playbook.standards.values == {"hold_limit_s": 45.0}
    assert editor.playbook.version != before
    await store.close()
