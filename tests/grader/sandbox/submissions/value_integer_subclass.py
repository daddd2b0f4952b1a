# expect: RUNTIME_ERROR
class Sly(int):
    def __eq__(self, other):
        return True


def conv2d(x, w):
    return Sly(3)
