"""Stories that are no news: sentences of random words with figures, and what copyists do to them."""

from __future__ import annotations

from random import Random

#: Characters that are common, and no numerals.
SIGNS = "口岸海关旅客货物通行便利检验边防车辆船舶航班査验窗道服务效能推进改革创新合作发展港湾贸易企业出境入境"


def sentence(rng: Random) -> str:
    """One sentence, every second one with a figure."""
    words = "".join(rng.choice(SIGNS) for _ in range(rng.randint(14, 30)))
    figure = f"达{rng.randint(11, 999)}万人次" if rng.random() < 0.5 else ""
    return f"{words}{figure}。"


def story(seed: int, sentences: int = 12) -> str:
    """A story; the same seed, the same story."""
    rng = Random(seed)
    return "\n".join(sentence(rng) for _ in range(sentences))


def edited(text: str, share: float, seed: int) -> str:
    """The text with so large a share of its characters changed; marks and figures stay."""
    rng = Random(seed)
    return "".join(
        rng.choice(SIGNS) if sign in SIGNS and rng.random() < share else sign for sign in text
    )
