#pragma once

#include <stdint.h>

#include "system_mode.h"

/** When the application runs, and when it answers. Source: Device OS v2.3.1 system/src/main.cpp. */
namespace device_os::scheduler {

void setMode(int32_t systemMode);
System_Mode_TypeDef mode();
void setThreaded();
bool isThreaded();
/** Particle.connect() and disconnect() were called. */
void setConnectionWanted(bool wanted);

/** After Wi-Fi was off for a while: as it was wanted before. */
void restoreNetwork();

/** Answers every waiting request. Does nothing inside a handler, or in another thread than the application's. */
void process();

/** One step of a loop that waits for something: answers requests, then lets that much time pass. */
void idle(uint32_t waitedMs, uint32_t atMostMs = UINT32_MAX);

}  // namespace device_os::scheduler
