#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * The memory behind malloc() and operator new: as much as a program has on a Photon, and lent as FreeRTOS lends it
 * there: from the first free piece that is large enough, with eight bytes for each.
 */
namespace device_os::heap {

/** Null when no piece is large enough. Aligned to eight bytes. */
void* allocate(size_t size);
void release(void* memory);

/** Memory of the system's, for good: it is no part of what the program has. Null where there is none. */
void* allocateForSystem(size_t size);

/** Bytes of all free pieces together, of which the largest may be much smaller. */
uint32_t freeBytes();

}  // namespace device_os::heap
