#pragma once

#include "Particle.h"

class Valve {
public:
    Valve(pin_t pin) : pin_(pin) {}

    void begin();
    void open();
    void close();
    bool isOpen() const { return open_; }

private:
    pin_t pin_;
    bool open_ = false;
};
