#include "Hygrometer.h"

void Hygrometer::begin() {
    pinMode(pin_, AN_INPUT);
}

int Hygrometer::moisture() {
    int raw = constrain(analogRead(pin_), WET, DRY);
    float percent = map(raw, DRY, WET, 0, 100);
    smooth_ = smooth_ < 0 ? percent : (smooth_ + percent) / 2;
    return (int)(smooth_ + 0.5f);
}
