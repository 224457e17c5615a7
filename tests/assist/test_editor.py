"""The playbook changed while it serves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assist.core.conditions import Standards
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.editor import FORMER_KIND, KIND, Editor
from assist.errors import AlreadyExists, NotFound
from assist.playbook.loading import InvalidPlaybook, load_folder
from assist.standards import KIND as STANDARDS
from assist.standards import Version, to_bytes
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
def editor(tmp_path: Path, calibrations: Path) -> Editor:
    """One moment, one guideline sentence."""
    (tmp_path / "say_hello.yaml").write_text(HELLO, encoding="utf-8")
    library = Library.open(None, HashingEmbedder(), cache=calibrations)
    library.add("handbook", b"Greet every customer by name.\n", media_type="text/plain", language="en")

    def keep(playbook: Playbook) -> None:
        """Nothing is kept."""

    return Editor(load_folder(tmp_path, ["apology"]), ("apology",), library, lambda playbook: heard, keep, lambda: 7.0)


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    """Empty, in memory."""
    opened = await SqliteStore.open(":memory:")
    yield opened
    await opened.close()


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
    assert await store.all_of("w", KIND) == {}
    await store.close()


def test_examples_are_tried_without_being_kept(editor: Editor) -> None:
    """Those of the moments that are changed, or of the whole playbook when none is."""
    assert [outcome.passed for outcome in editor.try_out({})] == [True, True]
    silent = HELLO.replace("customer.message", "agent.message")
    assert [outcome.passed for outcome in editor.try_out({"say_hello": silent})] == [False, False]
    assert editor.playbook.by_id["say_hello"].words["en"].say == "Hello!"


def test_a_moment_that_is_off_is_tried_as_if_it_were_on(editor: Editor) -> None:
    """A lead wants to know before switching it on."""
    assert [outcome.passed for outcome in editor.try_out({"say_hello": HELLO + "enabled: false"})] == [True, True]


async def test_a_moment_switched_off_is_kept_and_never_opens(editor: Editor, store: SqliteStore) -> None:
    """It is in no list that anything decides by, and comes back as it was."""
    await editor.publish(store, "w", {"say_hello": HELLO + "enabled: false\n"})
    assert editor.playbook.moments == ()
    assert [(moment.id, moment.enabled) for moment in editor.playbook.off] == [("say_hello", False)]
    assert editor.moment("say_hello").words["en"].say == "Hello!"
    assert editor.playbook.citations == {}
    await editor.publish(store, "w", {"say_hello": HELLO})
    assert [moment.id for moment in editor.playbook.moments] == ["say_hello"]


async def test_several_changes_are_one_version_or_none(editor: Editor, store: SqliteStore) -> None:
    """What is wrong with any of them refuses all, and every fault says moment, line and field."""
    good, bad = HELLO.replace("say_hello", "say_bye"), HELLO.replace("opens", "opnes") + "priority: loud\n"
    with pytest.raises(InvalidPlaybook) as refused:
        await editor.publish(store, "w", {"say_bye": good, "say_hello": bad, "third": "a: [", "fourth": ""})
    fields = [fault.field for fault in refused.value.faults]
    assert "moment say_hello, line 3, field opnes" in fields
    assert "moment say_hello, line 8, field priority" in fields
    assert any(field.startswith("moment third, line ") for field in fields)
    assert any(field.startswith("moment fourth, ") for field in fields)
    assert not any("say_bye" in field for field in fields)
    assert (editor.versions, await store.all_of("w", KIND)) == ((), {})
    version = await editor.publish(store, "w", {"say_bye": good, "say_hello": HELLO.replace("Hello!", "Hi!")}, "lee")
    assert version is not None
    assert (version.number, version.at, version.by, {*version.moments}) == (1, 7.0, "lee", {"say_bye", "say_hello"})
    assert await editor.publish(store, "w", {"say_bye": good}) is None, "nothing is different"


async def test_every_version_is_kept_and_can_be_gone_back_to(editor: Editor, store: SqliteStore) -> None:
    """Also to what the folder has, and a moment that was not there then is gone."""
    first = editor.playbook.version
    await editor.put(store, "w", "say_hello", HELLO.replace("Hello!", "One"))
    await editor.publish(store, "w", {"say_bye": HELLO.replace("say_hello", "say_bye")})
    await editor.put(store, "w", "say_hello", HELLO.replace("Hello!", "Two"))
    back = await editor.go_back(store, "w", 1)
    assert back is not None
    assert (back.number, back.restores, back.moments["say_bye"]) == (4, 1, None)
    assert [moment.words["en"].say for moment in editor.playbook.moments] == ["One"]
    await editor.go_back(store, "w", 0)
    assert editor.playbook.version == first
    assert await editor.go_back(store, "w", 0) is None
    with pytest.raises(NotFound):
        await editor.go_back(store, "w", 6)


async def test_two_servers_over_one_store(editor: Editor, store: SqliteStore, tmp_path: Path) -> None:
    """Each sees what the other has published before it publishes, and says so to whoever did not know."""
    other = Editor(load_folder(tmp_path, ["apology"]), ("apology",), editor._library, lambda _: heard, lambda _: None)
    await other.put(store, "w", "say_hello", HELLO.replace("Hello!", "Other"), "kim")
    with pytest.raises(AlreadyExists, match="Version 1 was published by kim"):
        await editor.publish(store, "w", {"say_hello": HELLO.replace("Hello!", "Mine")}, since=0)
    assert editor.playbook.by_id["say_hello"].words["en"].say == "Other"
    version = await editor.publish(store, "w", {"say_bye": HELLO.replace("say_hello", "say_bye")}, since=0)
    assert version is not None
    assert version.number == 2


async def test_a_moment_put_in_by_a_former_version_stays(editor: Editor, store: SqliteStore) -> None:
    """They were kept one by one."""
    await store.put("w", FORMER_KIND, "say_hello", HELLO.replace("Hello!", "Former").encode())
    await editor.restore(store, "w")
    assert editor.playbook.by_id["say_hello"].words["en"].say == "Former"


async def test_standards_that_are_kept_are_used_again_after_a_restart(editor: Editor) -> None:
    """The engine goes by the latest version, without a word from anybody."""
    store = await SqliteStore.open(":memory:")
    before = editor.playbook.version
    for number, limit in ((1, 30.0), (2, 45.0)):
        version = Version(number, 0.0, "", "", (), Standards({"hold_limit_s": limit}))
        await store.put("w", STANDARDS, version.name, to_bytes(version))
    await editor.restore(store, "w")
    assert editor.playbook.standards.values == {"hold_limit_s": 45.0}
    assert editor.playbook.version != before
    await store.close()
