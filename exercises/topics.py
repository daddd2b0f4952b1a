"""The topics, in the order in which they are taught."""

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
