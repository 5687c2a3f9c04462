#define _GNU_SOURCE
#include "CPowerCut.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, PATH_LENGTH = 1024 };

// One change that was not synced yet, with what was there before.
typedef struct Change {
    struct Change *next; // newest first
    sqlite3_int64 offset;
    sqlite3_int64 length; // -1: truncation to offset
    sqlite3_int64 oldSize;
    sqlite3_int64 oldLength;
    unsigned char *oldBytes;
    unsigned char *newBytes;
} Change;

typedef struct Node {
    struct Node *next;
    char path[PATH_LENGTH];
    int isNew; // made and never synced: its name may be gone
    int files; // that are open
    // Forgotten while files were open: goes with the last of them.
    enum { KNOWN, FORGOTTEN, WITHOUT_POWER } standing;
    Change *changes;
    // A file of this name that was deleted without syncing the directory: it may be back.
    unsigned char *ghost;
    sqlite3_int64 ghostLength;
} Node;

typedef struct {
    sqlite3_file base;
    Node *node;
    int deleteOnClose;
} File;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *below;
static sqlite3_vfs vfs;
static char root[PATH_LENGTH];
static int kind;
static long at, operations;
static int happened;
static int ignores_syncs;
static Node *nodes;
static uint64_t state;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((char *)file + sizeof(File)); }

static uint64_t next_random(void) {
    state += 0x9E3779B97F4A7C15ull;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static void forget_changes(Node *node) {
    while (node->changes) {
        Change *change = node->changes;
        node->changes = change->next;
        free(change->oldBytes);
        free(change->newBytes);
        free(change);
    }
}

static void forget_ghost(Node *node) {
    free(node->ghost);
    node->ghost = 0;
}

static void forget_ghosts_beside(const Node *node) {
    size_t length = (size_t)(strrchr(node->path, '/') - node->path) + 1;
    for (Node *other = nodes; other; other = other->next)
        if (strncmp(other->path, node->path, length) == 0) forget_ghost(other);
}

// Whoever still has one of the files open writes on, unless the power went: then nothing arrives any more.
static void forget_all(int isPowerCut) {
    while (nodes) {
        Node *node = nodes;
        nodes = node->next;
        node->next = 0;
        forget_changes(node);
        forget_ghost(node);
        node->standing = isPowerCut ? WITHOUT_POWER : FORGOTTEN;
        if (node->files == 0) free(node);
    }
}

static Node *find(const char *path) {
    for (Node *node = nodes; node; node = node->next)
        if (strcmp(node->path, path) == 0) return node;
    Node *node = calloc(1, sizeof *node);
    strncpy(node->path, path, PATH_LENGTH - 1);
    node->next = nodes;
    nodes = node;
    return node;
}

static int is_watched(const char *path) {
    size_t length = strlen(root);
    return path && length && strncmp(path, root, length) == 0 && path[length] == '/';
}

// Counts an operation. SQLITE_OK: do it; else what to answer.
static int step(int isWrite) {
    operations++;
    if (!happened && (kind == POWERCUT_NOTHING || at <= 0 || operations < at)) return SQLITE_OK;
    int first = !happened;
    switch (kind) {
    case POWERCUT_CUT: happened = 1; return SQLITE_IOERR;
    case POWERCUT_ERROR: happened = 1; return isWrite ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC;
    case POWERCUT_ERROR_ONCE:
        happened = 1;
        return first ? (isWrite ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC) : SQLITE_OK;
    case POWERCUT_FULL:
        if (!isWrite) return SQLITE_OK;
        happened = 1;
        return SQLITE_FULL;
    case POWERCUT_FULL_ONCE:
        if (!isWrite || !first) return SQLITE_OK;
        happened = 1;
        return SQLITE_FULL;
    default: return SQLITE_OK;
    }
}

static int is_dead(void) { return happened && kind == POWERCUT_CUT; }

static unsigned char *copy_range(const char *path, sqlite3_int64 offset, sqlite3_int64 length, sqlite3_int64 *got) {
    *got = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || length <= 0) {
        if (file >= 0) close(file);
        return 0;
    }
    unsigned char *bytes = malloc((size_t)length);
    ssize_t count = pread(file, bytes, (size_t)length, offset);
    close(file);
    *got = count > 0 ? count : 0;
    return bytes;
}

static void remember(Node *node, sqlite3_int64 offset, sqlite3_int64 length, const void *bytes) {
    if (node->standing != KNOWN) return;
    struct stat info;
    Change *change = calloc(1, sizeof *change);
    change->offset = offset;
    change->length = length;
    change->oldSize = stat(node->path, &info) == 0 ? info.st_size : 0;
    sqlite3_int64 span = length >= 0 ? length : change->oldSize - offset;
    change->oldBytes = copy_range(node->path, offset, span, &change->oldLength);
    if (length > 0) {
        change->newBytes = malloc((size_t)length);
        memcpy(change->newBytes, bytes, (size_t)length);
    }
    change->next = node->changes;
    node->changes = change;
}

// Methods of a file

static int file_close(sqlite3_file *file) {
    pthread_mutex_lock(&lock);
    Node *node = ((File *)file)->node;
    ((File *)file)->node = 0;
    if (node && --node->files == 0 && node->standing != KNOWN) free(node);
    pthread_mutex_unlock(&lock);
    return real(file)->pMethods ? real(file)->pMethods->xClose(real(file)) : SQLITE_OK;
}

// Counts an operation of a file, see `step`.
static int step_of(const Node *node, int isWrite) {
    switch (node->standing) {
    case KNOWN: return step(isWrite);
    case FORGOTTEN: return SQLITE_OK;
    case WITHOUT_POWER: break;
    }
    return SQLITE_IOERR;
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    pthread_mutex_lock(&lock);
    const Node *node = ((File *)file)->node;
    int dead = node->standing == WITHOUT_POWER || (node->standing == KNOWN && is_dead());
    pthread_mutex_unlock(&lock);
    return dead ? SQLITE_IOERR_READ : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    pthread_mutex_lock(&lock);
    Node *node = ((File *)file)->node;
    int result = step_of(node, 1);
    if (result == SQLITE_OK) {
        remember(node, offset, count, bytes);
        result = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    } else if (!is_dead() && count > 1 && result == SQLITE_IOERR_WRITE) {
        // A failing disk may have taken half of it.
        remember(node, offset, count / 2, bytes);
        real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    pthread_mutex_lock(&lock);
    Node *node = ((File *)file)->node;
    int result = step_of(node, 1);
    if (result == SQLITE_OK) {
        remember(node, size, -1, 0);
        result = real(file)->pMethods->xTruncate(real(file), size);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int file_sync(sqlite3_file *file, int flags) {
    (void)flags;
    pthread_mutex_lock(&lock);
    Node *node = ((File *)file)->node;
    int result = step_of(node, 0);
    if (result == SQLITE_OK && node->standing == KNOWN && !ignores_syncs) {
        forget_changes(node);
        // SQLite syncs the directory with the first sync of a log that it made; then all deletions in it are durable.
        if (node->isNew) forget_ghosts_beside(node);
        node->isNew = 0;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int file_check(sqlite3_file *file, int *out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int file_control(sqlite3_file *file, int op, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}
static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int file_device(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
static int file_map(sqlite3_file *file, int region, int size, int extend, void volatile **out) {
    return real(file)->pMethods->xShmMap(real(file), region, size, extend, out);
}
static int file_shmlock(sqlite3_file *file, int offset, int n, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
static void file_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int file_unmap(sqlite3_file *file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_map,
    .xShmLock = file_shmlock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
};

// Methods of the system

static int vfs_open(sqlite3_vfs *self, sqlite3_filename path, sqlite3_file *file, int flags, int *out) {
    (void)self;
    pthread_mutex_lock(&lock);
    if (!is_watched(path)) {
        pthread_mutex_unlock(&lock);
        return below->xOpen(below, path, file, flags, out);
    }
    int result = is_dead() ? SQLITE_IOERR : SQLITE_OK;
    if (result == SQLITE_OK) {
        int wasThere = access(path, F_OK) == 0;
        memset(file, 0, sizeof(File));
        result = below->xOpen(below, path, real(file), flags, out);
        if (result == SQLITE_OK) {
            Node *node = find(path);
            if (!wasThere) node->isNew = 1;
            node->files++;
            ((File *)file)->node = node;
            file->pMethods = &methods;
        }
    } else {
        file->pMethods = 0;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int vfs_delete(sqlite3_vfs *self, const char *path, int syncDirectory) {
    (void)self;
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (is_watched(path)) {
        result = step(1);
        if (result == SQLITE_OK) {
            Node *node = find(path);
            forget_ghost(node);
            struct stat info;
            if (!syncDirectory && !node->isNew && stat(path, &info) == 0)
                node->ghost = copy_range(path, 0, info.st_size, &node->ghostLength);
            forget_changes(node);
            node->isNew = 0;
        }
    }
    if (result == SQLITE_OK) result = below->xDelete(below, path, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

static int vfs_access(sqlite3_vfs *self, const char *path, int flags, int *out) {
    (void)self;
    return below->xAccess(below, path, flags, out);
}
static int vfs_path(sqlite3_vfs *self, const char *path, int count, char *out) {
    (void)self;
    return below->xFullPathname(below, path, count, out);
}

int powercut_install(void) {
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!below) {
        below = sqlite3_vfs_find(0);
        vfs = *below;
        vfs.iVersion = 2;
        vfs.pNext = 0;
        vfs.zName = "powercut";
        vfs.szOsFile = (int)sizeof(File) + below->szOsFile;
        vfs.xOpen = vfs_open;
        vfs.xDelete = vfs_delete;
        vfs.xAccess = vfs_access;
        vfs.xFullPathname = vfs_path;
        result = sqlite3_vfs_register(&vfs, 1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

void powercut_watch(const char *directory, int newKind, long newAt) {
    pthread_mutex_lock(&lock);
    forget_all(0);
    strncpy(root, directory, PATH_LENGTH - 1);
    kind = newKind;
    at = newAt;
    operations = 0;
    happened = 0;
    pthread_mutex_unlock(&lock);
}

void powercut_ignore_syncs(int ignores) {
    pthread_mutex_lock(&lock);
    ignores_syncs = ignores;
    pthread_mutex_unlock(&lock);
}

long powercut_operations(void) { return operations; }
int powercut_happened(void) { return happened; }

static void put(int file, const unsigned char *bytes, sqlite3_int64 count, sqlite3_int64 offset) {
    if (count > 0 && pwrite(file, bytes, (size_t)count, offset) != count) abort();
}

// Undoes all changes, newest first, then does some of them again, oldest first, sector by sector.
static long leave_node(Node *node, int fate) {
    long count = 0;
    if (node->changes && access(node->path, F_OK) == 0) {
        int file = open(node->path, O_RDWR | O_CLOEXEC);
        if (file < 0) abort();
        Change *ordered[4096];
        for (Change *change = node->changes; change; change = change->next) {
            if (count < 4096) ordered[count] = change;
            count++;
            put(file, change->oldBytes, change->oldLength, change->offset);
            if (ftruncate(file, change->oldSize)) abort();
        }
        for (long index = (count < 4096 ? count : 4096) - 1; index >= 0 && fate != 0; index--) {
            Change *change = ordered[index];
            if (fate == 1 && next_random() % 2) continue;
            if (change->length < 0) {
                if (ftruncate(file, change->offset)) abort();
                continue;
            }
            for (sqlite3_int64 done = 0; done < change->length;) {
                sqlite3_int64 sector = SECTOR - (change->offset + done) % SECTOR;
                if (sector > change->length - done) sector = change->length - done;
                uint64_t choice = fate == 3 ? 0 : next_random() % 16;
                if (choice == 15) {
                    unsigned char noise[SECTOR];
                    for (int byte = 0; byte < sector; byte++) noise[byte] = (unsigned char)next_random();
                    put(file, noise, sector, change->offset + done);
                } else if (choice < 8 || fate == 2) {
                    put(file, change->newBytes + done, sector, change->offset + done);
                }
                done += sector;
            }
        }
        close(file);
    }
    if (node->isNew && next_random() % 2) unlink(node->path);
    if (node->ghost && access(node->path, F_OK) != 0 && next_random() % 2) {
        int file = open(node->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0) {
            put(file, node->ghost, node->ghostLength, 0);
            close(file);
        }
    }
    return count;
}

long powercut_leave(unsigned long long seed) {
    pthread_mutex_lock(&lock);
    state = seed;
    long count = 0;
    // 0: nothing of it arrived; 1: whole writes are missing; 2: torn with noise; 3: all of it arrived.
    int fate = (int)(next_random() % 4);
    for (Node *node = nodes; node; node = node->next) {
        count += leave_node(node, fate);
        size_t length = strlen(node->path);
        if (length > 4 && strcmp(node->path + length - 4, "-wal") == 0) {
            // Shared memory is not on the disk.
            char memory[PATH_LENGTH];
            memcpy(memory, node->path, length + 1);
            memcpy(memory + length - 4, "-shm", 4);
            unlink(memory);
        }
    }
    forget_all(1);
    kind = POWERCUT_NOTHING;
    happened = 0;
    pthread_mutex_unlock(&lock);
    return count;
}

void powercut_repair(void) {
    pthread_mutex_lock(&lock);
    for (Node *node = nodes; node; node = node->next) {
        forget_changes(node);
        forget_ghost(node);
        node->isNew = 0;
    }
    kind = POWERCUT_NOTHING;
    happened = 0;
    pthread_mutex_unlock(&lock);
}

int powercut_contains(const void *bytes, size_t count, const void *wanted, size_t wantedCount) {
    return memmem(bytes, count, wanted, wantedCount) != 0;
}
