#pragma once

/** The clock behind Time. */
namespace device_os::wallClock {

/** The cloud has told the time: it holds from now on, whatever setTime() has set. */
void synchronized();

}  // namespace device_os::wallClock
