# expect: SECURITY
import socket


def conv2d(x, w):
    socket.create_connection(("127.0.0.1", 22))
    return x
