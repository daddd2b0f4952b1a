# expect: WRONG_ANSWER, SECURITY, RUNTIME_ERROR
import numpy as np


class Liar(np.ndarray):
    @property
    def shape(self):
        return (1,)

    def __eq__(self, other):
        return True

    def tobytes(self, order="C"):
        return b"ACCEPTED"


def conv2d(x, w):
    return x.view(Liar)
