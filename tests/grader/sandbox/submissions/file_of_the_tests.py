# expect: RUNTIME_ERROR
import tests.grader.sandbox.corpus as corpus


def conv2d(x, w):
    return corpus.expected(x, w)
