# expect: RUNTIME_ERROR
import socket


def conv2d(x, w):
    return socket.fromfd(3, socket.AF_UNIX, socket.SOCK_STREAM)
