#include "panic.h"

#include <stdlib.h>
#include <string.h>

#include <new>

#include "board.h"

using namespace device_os;

void device_os::panic(PanicCode code, const char* reason) {
    board::panic(code, reason, strlen(reason));
}

// The device stops with SOS 8, "out of heap", where a host's operator new would throw.
void* operator new(size_t size) {
    void* const memory = malloc(size ? size : 1);
    if (!memory) {
        panic(PANIC_OUT_OF_HEAP, "out of memory (operator new)");
    }
    return memory;
}

void* operator new[](size_t size) {
    return operator new(size);
}

void* operator new(size_t size, const std::nothrow_t&) noexcept {
    return malloc(size ? size : 1);
}

void* operator new[](size_t size, const std::nothrow_t&) noexcept {
    return malloc(size ? size : 1);
}

void operator delete(void* memory) noexcept {
    free(memory);
}

void operator delete[](void* memory) noexcept {
    free(memory);
}

void operator delete(void* memory, size_t) noexcept {
    free(memory);
}

void operator delete[](void* memory, size_t) noexcept {
    free(memory);
}

extern "C" void __cxa_pure_virtual() {
    panic(PANIC_PURE_VIRTUAL_CALL, "pure virtual function called");
}

extern "C" void abort() {
    panic(PANIC_EXIT, "abort()");
}

extern "C" void __assert_fail(const char* expression, const char* file, int line, const char* function) {
    static char text[256];
    strlcpy(text, "assertion failed: ", sizeof(text));
    strlcat(text, expression, sizeof(text));
    strlcat(text, " (", sizeof(text));
    strlcat(text, file, sizeof(text));
    strlcat(text, ")", sizeof(text));
    (void)line;
    (void)function;
    panic(PANIC_ASSERTION_FAILURE, text);
}
