#include "panic.h"

using namespace device_os;

/** What the compiler has an application call where it is about to do what C++ leaves undefined. */
extern "C" {

// Address 0 is memory like any other to WebAssembly.
void __ubsan_handle_type_mismatch_minimal_abort() {
    panic(PANIC_HARD_FAULT, "it used a null pointer");
}

// What came after the function in memory would run on a device.
void __ubsan_handle_missing_return_minimal() {
    panic(PANIC_HARD_FAULT, "it came to the end of a function that has to return a value");
}

void __ubsan_handle_builtin_unreachable_minimal() {
    panic(PANIC_HARD_FAULT, "it reached code that must not be reached");
}

}
