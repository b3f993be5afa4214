#include "heap.h"

#include <malloc.h>
#include <stddef.h>

/**
 * The heap of a Photon: once it is used up, allocation fails as on the device. The linker leads every call of
 * malloc() and its kin here (`--wrap`).
 */

extern "C" {
void* __real_malloc(size_t size);
void* __real_calloc(size_t count, size_t size);
void* __real_realloc(void* memory, size_t size);
void __real_free(void* memory);
void* __wrap_malloc(size_t size);
void* __wrap_calloc(size_t count, size_t size);
void* __wrap_realloc(void* memory, size_t size);
void __wrap_free(void* memory);
}

namespace {

/** About what Device OS 2.3.1 leaves to an application on a Photon. */
constexpr size_t HEAP_BYTES = 60 * 1024;

size_t heapUsed = 0;

bool hasRoom(size_t size, size_t replaced = 0) {
    return size <= HEAP_BYTES && heapUsed - replaced <= HEAP_BYTES - size;
}

void* taken(void* memory) {
    heapUsed += malloc_usable_size(memory);
    return memory;
}

}  // namespace

uint32_t device_os::heap::freeBytes() {
    return static_cast<uint32_t>(heapUsed < HEAP_BYTES ? HEAP_BYTES - heapUsed : 0);
}

void* __wrap_malloc(size_t size) {
    return hasRoom(size) ? taken(__real_malloc(size)) : nullptr;
}

void* __wrap_calloc(size_t count, size_t size) {
    const bool overflows = size != 0 && count > HEAP_BYTES / size;
    return !overflows && hasRoom(count * size) ? taken(__real_calloc(count, size)) : nullptr;
}

void* __wrap_realloc(void* memory, size_t size) {
    const size_t before = malloc_usable_size(memory);
    if (!hasRoom(size, before)) {
        return nullptr;
    }
    void* const moved = __real_realloc(memory, size);
    if (!moved) {
        return nullptr;
    }
    heapUsed -= before;
    return taken(moved);
}

void __wrap_free(void* memory) {
    heapUsed -= malloc_usable_size(memory);
    __real_free(memory);
}
