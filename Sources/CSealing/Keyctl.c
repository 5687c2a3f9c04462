#define _GNU_SOURCE
#include "CSealing.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int32_t answer(long result) { return result < 0 ? -errno : (int32_t)result; }

int32_t cse_add(const char *description, const void *bytes, size_t count) {
    return answer(syscall(SYS_add_key, "user", description, bytes, count, KEY_SPEC_USER_KEYRING));
}

int32_t cse_find(const char *description) {
    return answer(syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", description, 0));
}

int32_t cse_link_user_keyring(void) {
    return answer(syscall(SYS_keyctl, KEYCTL_LINK, KEY_SPEC_USER_KEYRING, KEY_SPEC_SESSION_KEYRING));
}

int32_t cse_read(int32_t key, void *bytes, size_t capacity) {
    return answer(syscall(SYS_keyctl, KEYCTL_READ, key, bytes, capacity));
}

int32_t cse_expire_after(int32_t key, uint32_t seconds) {
    return answer(syscall(SYS_keyctl, KEYCTL_SET_TIMEOUT, key, seconds));
}

int32_t cse_restrict(int32_t key) {
    // View, read, search, set attributes for the possessor; view and search for the user id, so that it is found again.
    return answer(syscall(SYS_keyctl, KEYCTL_SETPERM, key, 0x3f090000));
}

int32_t cse_invalidate(int32_t key) { return answer(syscall(SYS_keyctl, KEYCTL_INVALIDATE, key)); }
