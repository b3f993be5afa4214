#include "heap.h"

#include <stdlib.h>

namespace {

bool canAllocate(size_t size) {
    // Volatile, or the optimiser takes the pair for nothing.
    void* volatile memory = malloc(size);
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
