#pragma once

#include <stdint.h>

/** What pulseIn() measures. */
namespace device_os::pulses {

/** The level of a pin has changed, now. */
void edge(uint16_t pin, bool rising);

}  // namespace device_os::pulses
