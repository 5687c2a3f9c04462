#ifndef CSEALING_H
#define CSEALING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The kernel's key retention service (keyrings(7)), which glibc does not wrap. A key is known by its serial number.
// Functions answer -errno where the kernel refuses.

/// Puts a key of type “user” into the keyring of the user id, under a description; one that is there is replaced.
int32_t cse_add(const char *description, const void *bytes, size_t count);

/// Looks for a key of type “user” in the keyring of the user id.
int32_t cse_find(const char *description);

/// Links the keyring of the user id into the keyring of this session, without which a key found there cannot be read
/// by a process that began a session of its own.
int32_t cse_link_user_keyring(void);

/// Reads a key; answers its length, which may be more than there was room for.
int32_t cse_read(int32_t key, void *bytes, size_t capacity);

/// Lets a key expire after so many seconds.
int32_t cse_expire_after(int32_t key, uint32_t seconds);

/// Allows a key to those who possess it, which is to say who have the keyring of the user id linked into their session;
/// other processes of the user id may find it, other users nothing.
int32_t cse_restrict(int32_t key);

/// Makes a key unusable at once and gives its memory, zeroed, back.
int32_t cse_invalidate(int32_t key);

/// Overwrites what calls that have returned left on this thread's stack, 64 kB of it.
void cse_wipe_stack(void);

#endif
