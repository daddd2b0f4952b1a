# expect: RUNTIME_ERROR
#include <stdio.h>
int main() { printf("ACCEPTED"); return 0; }
