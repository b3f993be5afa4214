#pragma once

#include "Particle.h"

/** An analogue probe in the soil: 4095 in dry air, 1200 in water. */
class Hygrometer {
public:
    explicit Hygrometer(pin_t pin) : pin_(pin) {}

    void begin();
    /** Percent, smoothed over the last few readings. */
    int moisture();

private:
    static const int DRY = 4095;
    static const int WET = 1200;

    pin_t pin_;
    float smooth_ = -1;
};
