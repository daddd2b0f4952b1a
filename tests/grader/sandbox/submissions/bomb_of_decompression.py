# expect: MEMORY_LIMIT, RUNTIME_ERROR
import zlib


def conv2d(x, w):
    return len(zlib.decompress(zlib.compress(bytes(1 << 24)), bufsize=1 << 30))
