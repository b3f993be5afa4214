#pragma once

#include <stdint.h>

namespace device_os::heap {

/** Bytes of the largest piece that malloc() could give now, to the next eight. */
uint32_t largestBlock();

}  // namespace device_os::heap
