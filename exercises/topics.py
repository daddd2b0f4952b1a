"""The topics, in the order in which they are taught, and what each of them builds on."""

from exercises.text import T, Text

TOPICS: dict[str, Text] = {
    "sizes": T("Output size"),
    "same": T("Padding for “same”"),
    "floor": T("What the stride leaves over"),
    "reading": T("What the windows read"),
    "inverse": T("Working backwards"),
    "convolution": T("Convolution values"),
    "pooling": T("Pooling values"),
    "layers": T("Stacks of layers"),
    "counting": T("Counting weights and work"),
    "checking": T("Checking a solution"),
}

PREREQUISITES: dict[str, tuple[str, ...]] = {
    "same": ("sizes",),
    "floor": ("sizes",),
    "reading": ("sizes",),
    "inverse": ("sizes", "floor"),
    "pooling": ("convolution",),
    "layers": ("sizes",),
    "counting": ("sizes",),
    "checking": ("sizes", "counting"),
}
"""Topics that come before a topic; one that is not listed can be the first."""
