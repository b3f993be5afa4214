#pragma once

#include <stdint.h>

namespace device_os::cloud {

void callFunction(int32_t request, const char* name, const char* argument);

}  // namespace device_os::cloud
