#pragma once

#include "spark_wiring_led.h"

namespace particle {

/** The active ones, the one that is shown first. */
struct LedStatuses {
    static void add(LEDStatus* status);
    static void remove(LEDStatus* status);
    /** Tells the board when what it was told last is no longer so. */
    static void show();
    static bool hasCustom();
    /** Calls update() of the one that is shown. */
    static void tick(system_tick_t ms);

private:
    static LEDStatus* first;
};

}  // namespace particle
