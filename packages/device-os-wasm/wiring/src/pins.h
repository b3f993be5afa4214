#pragma once

#include "pinmap.h"

namespace device_os::pins {

/** A bus or port takes the pin, or gives it back; meanwhile pinMode(), digitalWrite() and their like leave it alone. */
void reserve(pin_t pin, bool taken);

/** It has a timer channel: PWM and servos. */
bool hasPwm(pin_t pin);

}  // namespace device_os::pins
