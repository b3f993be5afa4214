#pragma once

#include <stdint.h>

/** Where the variables of calls lie. The application's stack ends at address 0, where it traps; those of threads do not. */
namespace device_os::stack {

inline uintptr_t pointer() {
    uintptr_t at;
    asm volatile(".globaltype __stack_pointer, i32\nglobal.get __stack_pointer\nlocal.set %0" : "=r"(at));
    return at;
}

inline void setPointer(uintptr_t at) {
    asm volatile(".globaltype __stack_pointer, i32\nlocal.get %0\nglobal.set __stack_pointer" ::"r"(at));
}

/** The lowest address of the thread that runs, or ran last; 0 for the application. */
inline uintptr_t limit = 0;

/** To be called when the pointer is below the limit. */
void overflow();

}  // namespace device_os::stack
