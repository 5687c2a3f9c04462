// The wall clock of another day, for a program that is started with LD_PRELOAD: so many days (ANOTHER_DAY) from today.
// No other clock is moved, so that whatever waits, waits as long as it would. libfaketime moves CLOCK_BOOTTIME too, by
// which Swift's tasks sleep, and they would sleep for a day.

#include "CAnotherDay.h"

#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long shift;

__attribute__((constructor)) static void read_shift(void) {
    const char *days = getenv(ANOTHER_DAY);
    shift = days ? strtol(days, NULL, 10) * 86400 : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    long result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += shift;
    return (int)result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    long result = syscall(SYS_gettimeofday, time, zone);
    if (result == 0 && time) time->tv_sec += shift;
    return (int)result;
}

time_t time(time_t *place) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}
