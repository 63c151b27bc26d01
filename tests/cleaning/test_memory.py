"""What the memory of a search remembers, and for how long."""

from __future__ import annotations

from kouan.cleaning.mojibake.memory import Memory


def test_what_was_asked_before_is_not_asked_again_until_others_crowd_it_out() -> None:
    asked: list[str] = []

    def answer(new: list[str]) -> list[str]:
        asked.extend(new)
        return [one.upper() for one in new]

    memory: Memory[str, str] = Memory(2)
    assert memory.of(["a", "b", "a"], answer) == ["A", "B", "A"]
    assert memory.of(["a", "c"], answer) == ["A", "C"]
    assert memory.of(["a", "b"], answer) == ["A", "B"]
    assert asked == ["a", "b", "c", "b"]
