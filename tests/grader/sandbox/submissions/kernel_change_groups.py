# expect: SECURITY
import os

os.setgroups([0])
