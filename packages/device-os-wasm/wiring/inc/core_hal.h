#pragma once

#include "spark_wiring_interrupts.h"
#include "spark_wiring_system.h"

// Source: Device OS v2.3.1 hal/inc/core_hal.h, interrupts_hal.h; CMSIS for the last two.

[[noreturn]] inline void HAL_Core_System_Reset() { System.reset(); }

/** No interrupt handler and no other thread until they are enabled again. */
inline int HAL_disable_irq() {
    noInterrupts();
    return 0;
}
inline void HAL_enable_irq(int) { interrupts(); }
inline void __disable_irq() { noInterrupts(); }
inline void __enable_irq() { interrupts(); }
