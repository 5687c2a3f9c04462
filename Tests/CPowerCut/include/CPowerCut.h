/// A disk that fails on command, below SQLite: it forgets or tears what was not synced when the power is cut, and
/// answers with errors when told to. It works on the files of one directory and passes all others through.
#ifndef CPOWERCUT_H
#define CPOWERCUT_H

#include <stddef.h>

/// What the disk does from an operation on.
enum {
    POWERCUT_NOTHING = 0,
    /// The power goes: nothing reaches the disk any more.
    POWERCUT_CUT = 1,
    /// One operation fails with an input/output error.
    POWERCUT_ERROR_ONCE = 2,
    /// All operations fail from then on.
    POWERCUT_ERROR = 3,
    /// All writes fail for want of room from then on.
    POWERCUT_FULL = 4,
    /// One write fails for want of room.
    POWERCUT_FULL_ONCE = 5,
};

/// Makes this the system's default, once.
int powercut_install(void);
/// Watches a directory and forgets what was before. `kind` happens at the operation `at`, counted from 1.
void powercut_watch(const char *directory, int kind, long at);
/// Whether syncs are answered and not done, as after `PRAGMA synchronous = OFF`: then a power cut must lose something.
void powercut_ignore_syncs(int ignores);
/// Writes, syncs, truncations and deletions since then.
long powercut_operations(void);
/// Whether `at` was reached.
int powercut_happened(void);
/// After all connections are closed: leaves on the disk what a power cut may leave, chosen by the seed. Returns how many
/// writes had not been synced.
long powercut_leave(unsigned long long seed);
/// The disk is sound again and all that was written is durable.
void powercut_repair(void);

/// Whether bytes hold other bytes.
int powercut_contains(const void *bytes, size_t count, const void *wanted, size_t wantedCount);

#endif
