# expect: SECURITY, RUNTIME_ERROR
import socket


def conv2d(x, w):
    return socket.gethostbyname("localhost")
