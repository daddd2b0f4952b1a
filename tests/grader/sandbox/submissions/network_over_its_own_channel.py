# expect: SECURITY
import socket


def conv2d(x, w):
    return socket.socket(fileno=3).family
