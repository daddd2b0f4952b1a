# expect: SECURITY
import socket


def conv2d(x, w):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"answer?", ("127.0.0.1", 9))
    return x
