#define _GNU_SOURCE
#include "CSecrets.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

bool csecrets_forbid_dumps(void) {
    // Executed by way of /proc/self/exe, the process would be listed as "exe".
    prctl(PR_SET_NAME, program_invocation_short_name, 0, 0, 0);
    struct rlimit none = { .rlim_cur = 0, .rlim_max = 0 };
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}
