# expect: SECURITY, RUNTIME_ERROR
class Liar:
    __array_interface__ = {"version": 3, "typestr": "<f8", "shape": (1 << 40,), "data": b""}

    def tobytes(self):
        return b""


def conv2d(x, w):
    return Liar()
