# expect: MEMORY_LIMIT
hoard = bytearray(1 << 33)
