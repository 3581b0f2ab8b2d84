"""The policy: a short text that says who watches, and how many must agree."""

import pytest

from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, WITNESS, BadNote, Note, new_key
from candour.seal.policy import read_policy

LOG_KEY = new_key("wrenshire", LOG)
KEYS = {name: new_key(f"{name}.example/witness", WITNESS) for name in ("police", "health", "union")}
LINES = [f"witness {name} {key.key} https://{name}.example/" for name, key in KEYS.items()]
TWO_OF_THREE = "\n".join(
    [f"log {LOG_KEY.key}", "# who watches", *LINES, "group enough 2 police health union", "quorum enough", ""]
)


def note(*names):
    text = str(Checkpoint("wrenshire", 3, bytes(32)))
    return Note(text, (LOG_KEY.sign(text), *(KEYS[name].sign(text, at=9) for name in names)))


def test_two_of_three_are_enough_and_one_is_not():
    policy = read_policy(TWO_OF_THREE)
    assert policy.logs == (LOG_KEY.key,) and policy.quorum == 2
    assert [one.url for one in policy.witnesses] == [
        "https://police.example",
        "https://health.example",
        "https://union.example",
    ]
    assert policy.is_met(note("police", "union")) and not policy.is_met(note("health"))
    assert policy.cosigned(note("police")) == {"police": 9}


@pytest.mark.parametrize("least, quorum", [("any", 1), ("all", 3), ("2", 2)])
def test_a_group_may_ask_for_any_all_or_a_number(least, quorum):
    assert read_policy(TWO_OF_THREE.replace("enough 2", f"enough {least}")).quorum == quorum


def test_no_policy_asks_for_nobody():
    assert read_policy("").is_met(note()) and read_policy("# nothing\nquorum none\n").quorum == 0


@pytest.mark.parametrize(
    "text, says",
    [
        (TWO_OF_THREE.replace("enough 2", "enough 4"), "asks for 4 of 3"),
        (TWO_OF_THREE.replace("enough 2", "enough two"), "Line 6"),
        (TWO_OF_THREE.replace("health union", "health onion"), "Line 6.*names a witness that no line above"),
        (TWO_OF_THREE.replace("quorum enough", "quorum plenty"), "no group or witness is called so"),
        ("witness police nokey https://x", "Line 1"),
        (f"witness police {LOG_KEY.key}", "Line 1.*record's key"),
        (f"{LINES[0]}\n{LINES[0]}", "Line 2"),
        ("watch this", "Line 1.*not understood"),
    ],
    ids=range(8),
)
def test_what_is_wrong_is_said_with_its_line(text, says):
    with pytest.raises(BadNote, match=says):
        read_policy(text)
