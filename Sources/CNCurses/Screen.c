#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include "CNCurses.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#undef columns
#undef lines
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output, *input;
static uint8_t *frame;
static size_t frame_capacity;

/// Sequences that ncurses itself does not send, in front of the next frame.
static uint8_t extra[8192];
static size_t extra_count;

static uint8_t restoring[1024];
static size_t restoring_count;

static bool can_define, mouse;
static int colours;

static int add_extra(int byte) {
    if (extra_count < sizeof extra) extra[extra_count++] = (uint8_t)byte;
    return byte;
}

static int add_restoring(int byte) {
    if (restoring_count < sizeof restoring) restoring[restoring_count++] = (uint8_t)byte;
    return byte;
}

static void restore_with(const char *capability) {
    if (capability) tputs(capability, 1, add_restoring);
}

static void prepare_restoring(void) {
    restoring_count = 0;
    add_restoring(0x18);  // CAN: ends a sequence that a crash has cut in two
    if (mouse) restore_with("\033[?1006l\033[?1000l");
    restore_with(exit_insert_mode);
    restore_with(enter_am_mode);
    restore_with(exit_attribute_mode);
    restore_with(orig_pair);
    restore_with(clear_screen);
    if (can_define) restore_with(orig_colors);
    restore_with(cursor_normal);
    restore_with(exit_ca_mode);
}

static int examine(const char *type) {
    int found = 0;
    if (setupterm(type, STDOUT_FILENO, &found) != OK) return CNC_UNKNOWN_TYPE;
    bool suitable = cursor_address && clear_screen && !hard_copy && !over_strike;
    del_curterm(cur_term);
    return suitable ? CNC_OPENED : CNC_UNSUITABLE_TYPE;
}

int cnc_open(const char *type, int rows, int columns, cnc_abilities *abilities) {
    if (!setlocale(LC_CTYPE, "C.UTF-8")) return CNC_NO_MEMORY;
    int examined = examine(type);
    if (examined != CNC_OPENED) return examined;
    int memory = memfd_create("frame", MFD_CLOEXEC);
    output = memory < 0 ? NULL : fdopen(memory, "w");
    input = fopen("/dev/null", "re");
    // Some entries (linux) have no size, and the output, which is memory, cannot be asked for one. So ncurses begins
    // with the entry's or 24 by 80, not with what LINES and COLUMNS happen to say, and takes on the true size below.
    use_env(FALSE);
    use_tioctl(TRUE);
    screen = output && input ? newterm(type, output, input) : NULL;
    if (!screen) {
        if (!output && memory >= 0) close(memory);
        cnc_close();
        return CNC_NO_MEMORY;
    }
    typeahead(-1);
    nonl();
    leaveok(stdscr, FALSE);
    colours = 0;
    can_define = false;
    if (has_colors() && start_color() == OK) {
        use_default_colors();
        colours = COLORS;
        can_define = initialize_color && orig_colors && can_change_color();
    }
    mouse = key_mouse != NULL;
    extra_count = 0;
    tputs("\033[?2004l", 1, add_extra);  // whoever ran before may have left bracketed paste on
    if (mouse) tputs("\033[?1000h\033[?1006h", 1, add_extra);
    prepare_restoring();
    resize_term(rows, columns);
    *abilities = (cnc_abilities){ .colours = colours, .can_change_colours = can_define };
    return CNC_OPENED;
}

void cnc_close(void) {
    if (screen) {
        endwin();
        delscreen(screen);
        screen = NULL;
    }
    if (output) fclose(output);
    if (input) fclose(input);
    output = input = NULL;
    if (frame) explicit_bzero(frame, frame_capacity);
    free(frame);
    frame = NULL;
    frame_capacity = 0;
}

void cnc_resize(int rows, int columns) {
    resize_term(rows, columns);
    cnc_repaint();
}

void cnc_repaint(void) {
    clearok(curscr, TRUE);
}

void cnc_define_pair(int pair, int foreground, int background) {
    init_extended_pair(pair, foreground, background);
    if (pair == 1) bkgd(COLOR_PAIR(1));
}

/// Rounded up, since terminfo's arithmetic rounds back down.
static int thousandths(int channel) {
    return (channel * 1000 + 254) / 255;
}

void cnc_define_colour(int index, int red, int green, int blue) {
    if (!can_define) return;
    const char *sequence =
        tiparm(initialize_color, index, thousandths(red), thousandths(green), thousandths(blue));
    if (sequence) tputs(sequence, 1, add_extra);
}

/// A mark that stands on the base and takes no cell; not the invisible ones that turn the text round.
static bool is_mark(wchar_t scalar) {
    bool invisible = (scalar >= 0x200B && scalar <= 0x200F) || (scalar >= 0x2028 && scalar <= 0x202E) ||
                     (scalar >= 0x2060 && scalar <= 0x206F) || scalar == 0xFEFF;
    return !invisible && scalar >= 0x300 && wcwidth(scalar) == 0;
}

void cnc_put(int row, int column, const uint32_t *scalars, size_t count, int width, int attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1] = { count > 0 ? (wchar_t)scalars[0] : L' ' };
    int natural = wcwidth(text[0]);
    bool fits = natural == 1 || (natural == 2 && width == 2 && column + 1 < getmaxx(stdscr));
    if (!fits) {
        text[0] = 0xFFFD;
        natural = 1;
    }
    for (size_t i = 1, next = 1; fits && i < count && next < CCHARW_MAX; i++)
        if (is_mark((wchar_t)scalars[i])) text[next++] = (wchar_t)scalars[i];
    attr_t style = (attributes & CNC_BOLD ? A_BOLD : 0) | (attributes & CNC_UNDERLINE ? A_UNDERLINE : 0) |
                   (attributes & CNC_REVERSE ? A_REVERSE : 0);
    cchar_t cell;
    setcchar(&cell, text, style, (short)pair, &pair);
    mvadd_wch(row, column, &cell);
    if (natural < width && column + 1 < getmaxx(stdscr)) {
        setcchar(&cell, L" ", style, (short)pair, &pair);
        mvadd_wch(row, column + 1, &cell);
    }
}

void cnc_cursor(int row, int column, bool visible) {
    if (visible) move(row, column);
    curs_set(visible ? 1 : 0);
}

static bool make_room(size_t count) {
    if (count <= frame_capacity) return true;
    uint8_t *larger = malloc(count * 2);
    if (!larger) return false;
    if (frame) explicit_bzero(frame, frame_capacity);
    free(frame);
    frame = larger;
    frame_capacity = count * 2;
    return true;
}

size_t cnc_compose(const uint8_t **bytes) {
    refresh();
    fflush(output);
    int memory = fileno(output);
    off_t written = lseek(memory, 0, SEEK_CUR);
    size_t drawn = written > 0 ? (size_t)written : 0;
    size_t count = 0;
    if (make_room(extra_count + drawn)) {
        memcpy(frame, extra, extra_count);
        ssize_t got = pread(memory, frame + extra_count, drawn, 0);
        count = extra_count + (got > 0 ? (size_t)got : 0);
    }
    extra_count = 0;
    lseek(memory, 0, SEEK_SET);
    if (ftruncate(memory, 0) != 0) return 0;
    *bytes = frame;
    return count;
}

size_t cnc_restoring_bytes(const uint8_t **bytes) {
    *bytes = restoring;
    return restoring_count;
}
