#include "heap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "system_events.h"

using namespace device_os;

extern "C" {
/** Where the linker's data ends. */
extern uint8_t __heap_base;
/** Set once the program is linked: see src/compile/heap-size.ts. */
extern const volatile uint32_t particle_heap_bytes = 0xFFFFFFFF;
}

namespace {

/** Before each piece of memory. */
struct Piece {
    uint32_t bytes;
    /** Of a free piece: the next free one, by address. */
    Piece* next;
};

constexpr uintptr_t ALIGNMENT = 8;
constexpr uintptr_t SYSTEM_ALIGNMENT = 16;
/** A rest that is smaller stays with the piece. */
constexpr uint32_t SMALLEST_REST = 2 * sizeof(Piece);

Piece* firstFree = nullptr;
uint32_t freeTotal = 0;
/** Behind the program's heap: the system's. */
uintptr_t systemStart = 0;
bool begun = false;

uintptr_t roundUp(uintptr_t value, uintptr_t alignment) {
    return (value + alignment - 1) & ~(alignment - 1);
}

uintptr_t memoryEnd() {
    return __builtin_wasm_memory_size(0) * 65536u;
}

uint8_t* endOf(Piece* piece) {
    return reinterpret_cast<uint8_t*>(piece) + piece->bytes;
}

Piece* pieceOf(void* memory) {
    return reinterpret_cast<Piece*>(static_cast<uint8_t*>(memory) - sizeof(Piece));
}

void begin() {
    begun = true;
    const uintptr_t start = roundUp(reinterpret_cast<uintptr_t>(&__heap_base), ALIGNMENT);
    const uintptr_t there = memoryEnd() - start;
    const uint32_t wanted = particle_heap_bytes;
    firstFree = reinterpret_cast<Piece*>(start);
    firstFree->bytes = static_cast<uint32_t>(there < wanted ? there : wanted) & ~static_cast<uint32_t>(ALIGNMENT - 1);
    firstFree->next = nullptr;
    freeTotal = firstFree->bytes;
    systemStart = roundUp(start + freeTotal, SYSTEM_ALIGNMENT);
}

/** Cuts a piece in two and answers the second, which is not free. */
Piece* split(Piece* piece, uint32_t bytes) {
    Piece* const rest = reinterpret_cast<Piece*>(reinterpret_cast<uint8_t*>(piece) + bytes);
    rest->bytes = piece->bytes - bytes;
    piece->bytes = bytes;
    return rest;
}

/** Puts a piece among the free ones, as one with those that it touches. */
void insert(Piece* piece) {
    freeTotal += piece->bytes;
    Piece* before = nullptr;
    Piece* after = firstFree;
    while (after && after < piece) {
        before = after;
        after = after->next;
    }
    piece->next = after;
    if (after && endOf(piece) == reinterpret_cast<uint8_t*>(after)) {
        piece->bytes += after->bytes;
        piece->next = after->next;
    }
    if (!before) {
        firstFree = piece;
    } else if (endOf(before) == reinterpret_cast<uint8_t*>(piece)) {
        before->bytes += piece->bytes;
        before->next = piece->next;
    } else {
        before->next = piece;
    }
}

}  // namespace

namespace device_os::heap {

void* allocate(size_t size) {
    if (!begun) {
        begin();
    }
    if (size > freeTotal) {
        return nullptr;
    }
    const uint32_t bytes = static_cast<uint32_t>(roundUp(size + sizeof(Piece), ALIGNMENT));
    Piece** link = &firstFree;
    while (*link && (*link)->bytes < bytes) {
        link = &(*link)->next;
    }
    Piece* const piece = *link;
    if (!piece) {
        return nullptr;
    }
    *link = piece->next;
    freeTotal -= piece->bytes;
    if (piece->bytes - bytes > SMALLEST_REST) {
        insert(split(piece, bytes));
    }
    return piece + 1;
}

void release(void* memory) {
    if (memory) {
        insert(pieceOf(memory));
    }
}

void* allocateForSystem(size_t size) {
    if (!begun) {
        begin();
    }
    if (systemStart >= memoryEnd() || size > memoryEnd() - systemStart) {
        return nullptr;
    }
    void* const memory = reinterpret_cast<void*>(systemStart);
    systemStart = roundUp(systemStart + size, SYSTEM_ALIGNMENT);
    return memory;
}

uint32_t freeBytes() {
    if (!begun) {
        begin();
    }
    return freeTotal;
}

}  // namespace device_os::heap

extern "C" {

size_t malloc_usable_size(void* memory) {
    return memory ? pieceOf(memory)->bytes - sizeof(Piece) : 0;
}

void* malloc(size_t size) {
    void* const memory = heap::allocate(size);
    if (!memory) {
        errno = ENOMEM;
        systemEvents::outOfMemory(size);
    }
    return memory;
}

void free(void* memory) {
    heap::release(memory);
}

void* calloc(size_t count, size_t size) {
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        return nullptr;
    }
    void* const memory = malloc(bytes);
    // Volatile, or the optimiser makes of both a call of calloc().
    void* volatile const zeroed = memory;
    if (zeroed) {
        memset(zeroed, 0, bytes);
    }
    return zeroed;
}

void* realloc(void* memory, size_t size) {
    const size_t old = malloc_usable_size(memory);
    if (memory && size <= old) {
        return memory;
    }
    void* const larger = malloc(size);
    if (larger && memory) {
        memcpy(larger, memory, old);
        heap::release(memory);
    }
    return larger;
}

void* aligned_alloc(size_t alignment, size_t size) {
    if (alignment <= ALIGNMENT) {
        return malloc(size);
    }
    // Room to have the piece begin where it has to, with a piece of its own before it.
    void* const memory = heap::allocate(size + alignment + SMALLEST_REST);
    if (!memory) {
        systemEvents::outOfMemory(size);
        return nullptr;
    }
    const uintptr_t start = reinterpret_cast<uintptr_t>(memory);
    if (start % alignment == 0) {
        return memory;
    }
    const uintptr_t aligned = roundUp(start + SMALLEST_REST, alignment);
    Piece* const before = pieceOf(memory);
    Piece* const piece = split(before, static_cast<uint32_t>(aligned - start));
    heap::release(before + 1);
    return piece + 1;
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
    *memory = aligned_alloc(alignment, size);
    return *memory ? 0 : ENOMEM;
}

// By these libc itself asks for memory; without them the linker would add its own heap.
void* __libc_malloc(size_t size) {
    return malloc(size);
}

void* __libc_calloc(size_t count, size_t size) {
    return calloc(count, size);
}

void __libc_free(void* memory) {
    free(memory);
}

}
