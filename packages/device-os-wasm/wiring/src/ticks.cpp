#include "spark_wiring_ticks.h"

#include "board.h"
#include "preemption.h"

using namespace device_os;

system_tick_t millis() {
    return static_cast<system_tick_t>(static_cast<uint64_t>(board::uptime_ms()));
}

unsigned long micros() {
    return static_cast<unsigned long>(static_cast<uint64_t>(board::uptime_ms() * 1000.0));
}

void delayMicroseconds(unsigned int us) {
    if (us >= 1000) {
        board::sleep(us / 1000.0);
        preemption::renew();
    }
}
