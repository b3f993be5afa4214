#include "spark_wiring_watchdog.h"

#include "tasks.h"

system_tick_t ApplicationWatchdog::lastCheckin = 0;

void ApplicationWatchdog::watch() {
    while (timeoutMs_ > 0 && !isTimedOut()) {
        device_os::tasks::block([this]() { return timeoutMs_ == 0; }, timeoutMs_ - (millis() - lastCheckin));
    }
    if (timeoutMs_ > 0 && handler_) {
        handler_();
    }
}

void ApplicationWatchdog::dispose() {
    timeoutMs_ = 0;
    device_os::tasks::changed();
    thread_.dispose();
}
