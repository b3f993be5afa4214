#pragma once

#include "spark_wiring_rgb.h"

/** RGB.onChange() and RGB.mirrorTo(): what follows the colour of the LED. */
namespace device_os::rgbWatch {

bool isWanted();
/** Looks at the LED: at every tick, and as soon as the application has set it. */
void look();

}  // namespace device_os::rgbWatch
