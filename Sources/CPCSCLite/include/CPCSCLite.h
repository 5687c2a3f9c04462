#ifndef CPCSCLITE_H
#define CPCSCLITE_H

#include <stddef.h>
#include <stdint.h>

#include <PCSC/winscard.h>
#include <PCSC/reader.h>

// What Swift does not import: macros with casts, function-like macros, addresses of globals. Codes are 32 bits wide
// here, as the standard has them; pcsclite's LONG has 64.

static inline uint32_t pcsc_control_get_features(void) { return SCARD_CTL_CODE(3400); }

/// SCardTransmit with the protocol control information of the protocol that is spoken.
static inline uint32_t pcsc_transmit(
    SCARDHANDLE card, DWORD protocol, const uint8_t *command, size_t length, uint8_t *response, size_t *capacity) {
    const SCARD_IO_REQUEST *request = protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    DWORD received = (DWORD)*capacity;
    LONG code = SCardTransmit(card, request, command, (DWORD)length, NULL, response, &received);
    *capacity = (size_t)received;
    return (uint32_t)code;
}

/// SCardControl.
static inline uint32_t pcsc_control(
    SCARDHANDLE card, uint32_t control, const void *input, size_t length, void *output, size_t *capacity) {
    DWORD received = 0;
    LONG code = SCardControl(card, control, input, (DWORD)length, output, (DWORD)*capacity, &received);
    *capacity = (size_t)received;
    return (uint32_t)code;
}

#endif
