# expect: SECURITY
import os

while True:
    os.fork()
