#pragma once

#include "pinmap.h"

/** Source: Device OS v2.3.1 hal/inc/pinmap_hal.h. */
enum PinFunction { PF_NONE, PF_DIO, PF_TIMER, PF_ADC, PF_DAC };

/** The function, if the pin has it, else what it is good for instead. */
PinFunction HAL_Validate_Pin_Function(pin_t pin, PinFunction function);
