# expect: SECURITY
import socket


def conv2d(x, w):
    return socket.socketpair()
