# expect: RUNTIME_ERROR
class Equal:
    def __eq__(self, other):
        return True

    def __array__(self, *arguments, **options):
        return 0


def conv2d(x, w):
    return Equal()
