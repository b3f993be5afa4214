#include <stddef.h>
#include <stdint.h>

#include "board.h"
#include "spark_macros.h"

using namespace device_os;

/** What the linker puts around the segment of that name; null while a program retains nothing. */
extern "C" {
extern uint8_t __start_retained[] __attribute__((weak));
extern uint8_t __stop_retained[] __attribute__((weak));
}

void device_os::restoreRetained() {
    static bool restored = false;
    const size_t size = static_cast<size_t>(__stop_retained - __start_retained);
    if (!restored && size > 0) {
        board::retained_memory(__start_retained, size);
    }
    restored = true;
}
