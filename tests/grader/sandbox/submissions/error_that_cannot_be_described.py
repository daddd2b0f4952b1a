# expect: RUNTIME_ERROR
class Mute(Exception):
    def __str__(self):
        raise SystemExit


def conv2d(x, w):
    raise Mute
