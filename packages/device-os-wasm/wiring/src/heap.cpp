#include "heap.h"

#include <stdlib.h>

#include "system_events.h"

// The linker turns the calls of malloc() and its like, the C library's too, to these of ours (src/compile/flags.ts).
extern "C" {

void* __real_malloc(size_t size);
void* __real_calloc(size_t count, size_t size);
void* __real_realloc(void* memory, size_t size);

void* __wrap_malloc(size_t size) {
    void* const memory = __real_malloc(size);
    if (!memory) {
        device_os::systemEvents::outOfMemory(size);
    }
    return memory;
}

void* __wrap_calloc(size_t count, size_t size) {
    void* const memory = __real_calloc(count, size);
    if (!memory) {
        device_os::systemEvents::outOfMemory(count * size);
    }
    return memory;
}

void* __wrap_realloc(void* earlier, size_t size) {
    void* const memory = __real_realloc(earlier, size);
    if (!memory && size > 0) {
        device_os::systemEvents::outOfMemory(size);
    }
    return memory;
}

}  // extern "C"

namespace {

bool canAllocate(size_t size) {
    // Volatile, or the optimiser takes the pair for nothing.
    void* volatile memory = __real_malloc(size);
    const bool allocated = memory != nullptr;
    free(memory);
    return allocated;
}

}  // namespace

uint32_t device_os::heap::largestBlock() {
    // The memory of a module is as large as a Photon's, so every answer lies below.
    uint32_t fits = 0;
    for (uint32_t step = 64 * 1024; step >= 8; step /= 2) {
        if (canAllocate(fits + step)) {
            fits += step;
        }
    }
    return fits;
}
