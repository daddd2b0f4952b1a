# expect: WRONG_ANSWER
import errno
import os


def conv2d(x, w):
    found = []
    for descriptor in range(4096):
        try:
            os.lseek(descriptor, 0, os.SEEK_CUR)
            found.append(descriptor)
        except OSError as error:
            if error.errno != errno.EBADF:
                found.append(descriptor)
    assert found == [0, 1, 2, 3], found
    return found
