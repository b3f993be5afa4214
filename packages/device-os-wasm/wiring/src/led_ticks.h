#pragma once

/** What is done for the LED every 25 ms. Source: Device OS v2.3.1 system/src/main.cpp, LED_UPDATE_INTERVAL. */
namespace device_os::ledTicks {

/** There is, or may be, something to do at every tick from now on. */
void demand();

}  // namespace device_os::ledTicks
