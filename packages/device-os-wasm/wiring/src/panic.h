#pragma once

#include <stdint.h>

namespace device_os {

/** How often the LED flashes after SOS. Source: Device OS v2.3.1 services/inc/panic_codes.h. */
enum PanicCode : int32_t {
    PANIC_HARD_FAULT = 1,
    PANIC_EXIT = 7,
    PANIC_OUT_OF_HEAP = 8,
    PANIC_ASSERTION_FAILURE = 10,
    PANIC_PURE_VIRTUAL_CALL = 12,
    PANIC_STACK_OVERFLOW = 13,
};

/** Ends the firmware, as the SOS of the device does. */
[[noreturn]] void panic(PanicCode code, const char* reason);

}  // namespace device_os
