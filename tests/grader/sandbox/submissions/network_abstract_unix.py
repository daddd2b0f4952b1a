# expect: SECURITY
import socket


def conv2d(x, w):
    socket.socket(socket.AF_UNIX).connect("\0x11")
    return x
