# expect: RUNTIME_ERROR, WRONG_ANSWER, SECURITY
import numpy as np


class Restless(np.ndarray):
    @property
    def __array_interface__(self):
        self.resize((1,), refcheck=False)
        return {"version": 3, "typestr": "<f8", "shape": (3,), "data": b""}


def conv2d(x, w):
    return np.zeros(9).view(Restless)
