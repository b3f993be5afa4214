#pragma once

#include "pinmap_hal.h"
#include "spark_wiring.h"

// What wiring's calls are made of on a device, under the names that libraries know. Source: Device OS v2.3.1
// hal/inc/gpio_hal.h.

inline void HAL_Pin_Mode(pin_t pin, PinMode mode) { pinMode(pin, mode); }
inline PinMode HAL_Get_Pin_Mode(pin_t pin) { return getPinMode(pin); }
inline void HAL_GPIO_Write(pin_t pin, uint8_t level) { digitalWrite(pin, level); }
inline int32_t HAL_GPIO_Read(pin_t pin) { return digitalRead(pin); }
