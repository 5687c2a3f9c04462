#define _GNU_SOURCE
#include "CSealing.h"

#include <string.h>

__attribute__((noinline)) void cse_wipe_stack(void) {
    unsigned char room[64 * 1024];
    explicit_bzero(room, sizeof room);
}
