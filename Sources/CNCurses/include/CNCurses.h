#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// All state is global, as in ncurses itself: one screen a process, and one thread that calls the functions of the
// first two parts. ncurses never touches the tty: it writes into memory, so that it cannot block.

// MARK: The screen (Screen.c)

/// What the terminal can do, by its terminfo entry.
typedef struct {
    /// The number of colours; 0 where there are none.
    int colours;
    /// Whether the colours themselves can be defined.
    bool can_change_colours;
} cnc_abilities;

/// How opening went.
enum cnc_opening { CNC_OPENED, CNC_UNKNOWN_TYPE, CNC_UNSUITABLE_TYPE, CNC_NO_MEMORY };

/// Opens the screen for a terminal type and a size.
int cnc_open(const char *type, int rows, int columns, cnc_abilities *abilities);

/// Frees the screen.
void cnc_close(void);

/// Takes on a new size; the next frame paints everything.
void cnc_resize(int rows, int columns);

/// The next frame paints everything.
void cnc_repaint(void);

/// Sets the colours of a pair (1…); -1 is the terminal's own colour.
void cnc_define_pair(int pair, int foreground, int background);

/// Defines a colour, 0 to 255 a channel, where they can be defined. The index may lie beyond `colours`: the Linux
/// console has 8 and shows bold as the colour 8 further on, of which terminfo is silent.
void cnc_define_colour(int index, int red, int green, int blue);

/// Attributes of a cell.
enum cnc_attributes { CNC_BOLD = 1, CNC_UNDERLINE = 2, CNC_REVERSE = 4 };

/// Puts one grapheme cluster: a base and up to four combining marks, `width` (1 or 2) cells wide. What the C library
/// takes for wider, narrower or unprintable becomes U+FFFD or gets a blank beside it, so that the columns stay right.
void cnc_put(int row, int column, const uint32_t *scalars, size_t count, int width, int attributes, int pair);

/// Shows the cursor at a place, or hides it.
void cnc_cursor(int row, int column, bool visible);

/// Composes what has changed since the last frame. The bytes live until the next call.
size_t cnc_compose(const uint8_t **bytes);

/// The bytes that bring the terminal back: mouse off, attributes, colours, cursor, clear, first screen.
size_t cnc_restoring_bytes(const uint8_t **bytes);

// MARK: The guard: the terminal comes back whatever happens (Guard.c)

/// From here until `cnc_guard_release`: crash signals, `exit` and `cnc_guard_restore` write the restoring bytes and set
/// the modes the tty has now; other signals are written as a byte each to `wake`. False where it cannot be had.
bool cnc_guard_engage(int tty, int wake, const uint8_t *restoring, size_t count);

/// Writes to the tty, unless it has been restored already (-1, EIO): nothing is painted after the restoring.
ssize_t cnc_guard_write(const uint8_t *bytes, size_t count);

/// Restores the terminal, once.
void cnc_guard_restore(void);

/// Restores, and gives the signals back to whoever had them.
void cnc_guard_release(void);

/// Lets the calling thread run its crash handler on a stack of its own, for the case that its stack overflowed.
void cnc_guard_thread(void);

// MARK: The device and the process (Device.c)

/// The size of the terminal's window; false where the tty is gone.
bool cnc_window_size(int tty, int *rows, int *columns);

/// A pipe that blocks at neither end and is not inherited.
bool cnc_wake_pipe(int *read_end, int *write_end);

/// Raw mode: no echo, no line editing, no signals from keys, no flow control; eight bits.
bool cnc_make_raw(int tty);

#endif
