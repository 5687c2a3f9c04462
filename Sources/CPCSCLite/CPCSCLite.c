// Everything stands in the header; a C target needs a file.
#include "CPCSCLite.h"
