#pragma once

#include <stdint.h>

namespace device_os::heap {

uint32_t freeBytes();

}  // namespace device_os::heap
