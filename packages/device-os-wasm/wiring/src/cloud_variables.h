#pragma once

#include <stdint.h>

namespace device_os::cloud {

void readVariable(int32_t request, const char* name);

}  // namespace device_os::cloud
