"""Words that several prompts share: a kernel, its stride, its padding."""

from collections.abc import Sequence
from functools import lru_cache

from exercises.text import T, Text, count


def kernel_of(k: int, dilation: int = 1) -> Text:
    """`A kernel of 3`, or `A kernel of 3 with dilation 2`: how a sentence about it begins."""
    if dilation > 1:
        return T("A kernel of %(k)s with dilation %(d)s", k=k, d=dilation)
    return T("A kernel of %(k)s", k=k)


def zeros_each_side(p: int) -> Text:
    """`with 2 zeros of padding on each side`, or `without padding`."""
    if not p:
        return T("without padding")
    return count("with 1 zero of padding on each side", "with %(n)s zeros of padding on each side", p)


def padding_each_side(p: int) -> Text:
    """The same where the padding is not 0: a maximum must never be found there, so it holds minus infinity."""
    return T("with padding of %(p)s on each side", p=p) if p else T("without padding")


def strip_words(n: int, p: int = 0) -> Text:
    """What a strip of `n` cells shows, for those who do not see it."""
    if not p:
        return T("A strip of %(n)s cells, numbered from 0.", n=n)
    return T("A strip of %(n)s cells, numbered from 0, with padding of %(p)s on each side.", n=n, p=p)


def commas(items: Sequence[Text]) -> Text:
    """Several things in one line: `a, b and c`."""
    first, *rest = items
    if not rest:
        return first
    if len(rest) == 1:
        return T("%(first)s and %(last)s", first=first, last=rest[0])
    return T("%(first)s, %(rest)s", first=first, rest=commas(rest))


@lru_cache(maxsize=1024, typed=True)
def layer_words(name: str, k: int, s: int, p: int, d: int = 1) -> Text:
    """A layer in a list: `a convolution with kernel 3, stride 2 and padding 1`, `a pooling with window 2 and ...`."""
    settings = [T("kernel %(k)s", k=k)] if name == "conv" else [T("window %(k)s", k=k), T("stride %(s)s", s=s)]
    if name == "conv" and s > 1:
        settings.append(T("stride %(s)s", s=s))
    if p:
        settings.append(T("padding %(p)s", p=p))
    if d > 1:
        settings.append(T("dilation %(d)s", d=d))
    if name == "pool":
        return T("a pooling with %(settings)s", settings=commas(settings))
    return T("a convolution with %(settings)s", settings=commas(settings))
