# expect: RUNTIME_ERROR
import ctypes
import resource


def conv2d(x, w):
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return bytearray(1 << 34)
