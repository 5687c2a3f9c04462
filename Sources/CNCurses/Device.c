#define _GNU_SOURCE
#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool cnc_window_size(int tty, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(tty, TIOCGWINSZ, &size) != 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

bool cnc_wake_pipe(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return false;
    *read_end = ends[0];
    *write_end = ends[1];
    return true;
}

bool cnc_make_raw(int tty) {
    struct termios modes;
    if (tcgetattr(tty, &modes) != 0) return false;
    cfmakeraw(&modes);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    return tcsetattr(tty, TCSANOW, &modes) == 0;
}
