# expect: SECURITY
import socket


def conv2d(x, w):
    socket.sethostname("owned")
    return x
