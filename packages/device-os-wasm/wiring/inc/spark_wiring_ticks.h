#pragma once

#include "spark_wiring_std.h"
#include "system_tick_hal.h"

/** Milliseconds since power-on, modulo 2^32: wraps after 49 days. */
system_tick_t millis();

/** Microseconds since power-on, modulo 2^32: wraps after 71 minutes. */
unsigned long micros();

/**
 * Suspends the application. Cloud requests are answered once for every 1000 ms of delay.
 *
 * Source: Device OS v2.3.1 system/src/system_task.cpp.
 */
void delay(unsigned long ms);

inline void delay(std::chrono::milliseconds time) {
    delay(static_cast<unsigned long>(time.count()));
}

/** Waits without answering requests. Waits under a millisecond pass together, once they make one. */
void delayMicroseconds(unsigned int us);

inline void delayMicroseconds(std::chrono::microseconds time) {
    delayMicroseconds(static_cast<unsigned int>(time.count()));
}
