#pragma once

#include <stddef.h>
#include <stdint.h>

namespace device_os::systemEvents {

/** Calls the handlers, here and now. */
void handle(int32_t event, int32_t parameter);

/** Memory of that size was asked for, and there is none. */
void outOfMemory(size_t size);

}  // namespace device_os::systemEvents
