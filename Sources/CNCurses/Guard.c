#define _GNU_SOURCE
#include "CNCurses.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// Everything a handler calls here is async-signal-safe (POSIX.1-2017, 2.4.3): no allocation, no lock, no stdio.

static const int crashes[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS };
static const int notes[] = { SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT };
enum { CRASHES = sizeof crashes / sizeof *crashes, NOTES = sizeof notes / sizeof *notes };

/// How long a restoring may wait for a terminal that does not read, in milliseconds.
enum { PATIENCE = 300 };

static atomic_bool engaged;
static atomic_bool to_restore;
static int device, wake_end;
static struct termios modes;
static uint8_t bytes_back[1024];
static size_t bytes_back_count;
static struct sigaction crash_before[CRASHES], note_before[NOTES], stop_before;

static long long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void cnc_guard_restore(void) {
    if (!atomic_exchange(&to_restore, false)) return;
    long long deadline = milliseconds() + PATIENCE;
    size_t done = 0;
    while (done < bytes_back_count) {
        ssize_t count = write(device, bytes_back + done, bytes_back_count - done);
        if (count > 0) {
            done += (size_t)count;
        } else if (count < 0 && errno == EAGAIN) {
            long long left = deadline - milliseconds();
            struct pollfd room = { .fd = device, .events = POLLOUT };
            if (left <= 0 || poll(&room, 1, (int)left) == 0) break;
        } else if (count == 0 || errno != EINTR) {
            break;
        }
    }
    tcflush(device, TCIFLUSH);  // what a citizen still typed is not for the shell
    tcsetattr(device, TCSANOW, &modes);
}

static void on_crash(int signal_number) {
    cnc_guard_restore();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void on_note(int signal_number) {
    int before = errno;
    uint8_t byte = (uint8_t)signal_number;
    ssize_t count = write(wake_end, &byte, 1);
    (void)count;
    errno = before;
}

/// Not `SIG_IGN`, which a child would inherit through exec.
static void on_stop(int signal_number) {
    (void)signal_number;
}

bool cnc_guard_engage(int tty, int wake, const uint8_t *restoring, size_t count) {
    static bool registered;
    if (count > sizeof bytes_back || tcgetattr(tty, &modes) != 0 || atomic_exchange(&engaged, true)) return false;
    if (!registered) registered = atexit(cnc_guard_restore) == 0;
    device = tty;
    wake_end = wake;
    memcpy(bytes_back, restoring, count);
    bytes_back_count = count;
    atomic_store(&to_restore, true);
    struct sigaction action = { .sa_handler = on_crash, .sa_flags = SA_ONSTACK };
    sigfillset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &crash_before[i]);
    action = (struct sigaction){ .sa_handler = on_note, .sa_flags = SA_RESTART | SA_ONSTACK };
    for (int i = 0; i < NOTES; i++) sigaction(notes[i], &action, &note_before[i]);
    action = (struct sigaction){ .sa_handler = on_stop, .sa_flags = SA_RESTART | SA_ONSTACK };
    sigaction(SIGTSTP, &action, &stop_before);
    return true;
}

ssize_t cnc_guard_write(const uint8_t *bytes, size_t count) {
    if (!atomic_load(&to_restore)) {
        errno = EIO;
        return -1;
    }
    return write(device, bytes, count);
}

void cnc_guard_release(void) {
    if (!atomic_load(&engaged)) return;
    cnc_guard_restore();
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crash_before[i], NULL);
    for (int i = 0; i < NOTES; i++) sigaction(notes[i], &note_before[i], NULL);
    sigaction(SIGTSTP, &stop_before, NULL);
    atomic_store(&engaged, false);
}

void cnc_guard_thread(void) {
    enum { SIZE = 32768 };
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    stack = (stack_t){ .ss_sp = malloc(SIZE), .ss_size = SIZE };
    if (stack.ss_sp) sigaltstack(&stack, NULL);
}
