#include "stack.h"

#include "panic.h"

using namespace device_os;

/** The linker puts the data behind the application's stack. */
extern "C" uint8_t __global_base;

void stack::overflow() {
    // An interrupt handler runs on the application's stack after a thread did on its own.
    if (pointer() < reinterpret_cast<uintptr_t>(&__global_base)) {
        return;
    }
    // Whatever runs from here on has room.
    limit = 0;
    panic(PANIC_STACK_OVERFLOW, "stack overflow in a thread");
}
