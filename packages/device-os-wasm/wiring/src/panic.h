#pragma once

namespace device_os {

/** Ends the firmware, as the SOS of the device does. */
[[noreturn]] void panic(const char* reason);

}  // namespace device_os
