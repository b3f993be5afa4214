#include "Valve.h"

void Valve::begin() {
    pinMode(pin_, OUTPUT);
    close();
}

void Valve::open() {
    digitalWrite(pin_, HIGH);
    open_ = true;
}

void Valve::close() {
    digitalWrite(pin_, LOW);
    open_ = false;
}
