#pragma once

/** System.sleep() of Wi-Fi alone: the application goes on. */
namespace device_os::wifiSleep {

bool isOn();
/** Switches Wi-Fi on again once its time is over. */
void check();

}  // namespace device_os::wifiSleep
