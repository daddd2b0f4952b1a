# expect: RUNTIME_ERROR
class Sly(list):
    def __len__(self):
        return 10**9


def conv2d(x, w):
    return Sly([1])
