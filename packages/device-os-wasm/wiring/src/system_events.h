#pragma once

#include <stdint.h>

namespace device_os::systemEvents {

void handle(int32_t event, int32_t parameter);

}  // namespace device_os::systemEvents
