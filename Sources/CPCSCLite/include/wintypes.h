// pcsclite's own headers include this one as if its folder were searched.
#include <PCSC/wintypes.h>
