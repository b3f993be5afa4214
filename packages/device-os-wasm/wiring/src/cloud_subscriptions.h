#pragma once

namespace device_os::cloud {

/** Calls every handler whose filter the name begins with; the data may be null. */
void handleEvent(const char* name, const char* data);

}  // namespace device_os::cloud
