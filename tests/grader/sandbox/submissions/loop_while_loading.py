# expect: TIME_LIMIT
# limits: wall_seconds=0.1
while True:
    pass
