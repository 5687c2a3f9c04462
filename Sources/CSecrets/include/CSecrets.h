#ifndef CSECRETS_H
#define CSECRETS_H

#include <stdbool.h>

/// Forbids core dumps and reading by other processes, for good. False where the system refuses.
bool csecrets_forbid_dumps(void);

#endif
