"""However a file is cut into batches of children, the same is found in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from bench.census_of import written
from tests.intake.census_files import child, episode, message, write
from tests.returns.checked import as_rows, checked


def test_one_child_at_a_time_seven_or_all_at_once(tmp_path):
    path = written(tmp_path / "made.xml", 40, wrong=0.3)
    text = path.read_text()
    # Numbers that two children share, far apart, are what only the whole return can show.
    text = text.replace("B000000039", "B000000001").replace("<UPNunknown>UN2</UPNunknown>", "<UPN>H801200001001</UPN>")
    path.write_text(text)
    whole = checked(path)
    assert {"8510", "1520", "2887Q"} <= set(whole.fired())
    assert len(whole.fired()) > 30
    for size in (1, 7):
        cut = checked(path, batch=size)
        assert as_rows(cut) == as_rows(whole)
        assert (cut.children, cut.notes) == (whole.children, whole.notes)


@settings(deadline=None)
@given(
    numbers=some.lists(some.sampled_from(["A", "B", "", "C"]), min_size=1, max_size=6),
    size=some.integers(1, 7),
    sexes=some.lists(some.sampled_from(["<Sex>U</Sex>", "<Sex>F</Sex>", ""]), min_size=6, max_size=6),
)
def test_what_only_the_whole_return_shows_does_not_depend_on_the_cut(tmp_path_factory, numbers, size, sexes):
    children = (child(one, episode("2025-06-03"), sex=sex) for one, sex in zip(numbers, sexes, strict=False))
    path = write(tmp_path_factory.mktemp("cut"), message(*children, year=2026))
    assert as_rows(checked(path, batch=size)) == as_rows(checked(path))
