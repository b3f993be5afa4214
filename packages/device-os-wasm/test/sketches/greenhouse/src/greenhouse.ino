/*
 * Greenhouse: waters each bed that is too dry. Beds are in beds.h, what a person may ask in remote.ino.
 */

#include "beds.h"
#include "Valve.h"
#include "remote.h"

Valve valve(D4);

void setup() {
    setupBeds();
    valve.begin();
    setupRemote();
}

void loop() {
    measureBeds();
    water();
    delay(1s);
}

void water() {
    Bed *driest = driestBed();
    if (driest->moisture < limit() && !valve.isOpen()) {
        valve.open();
        report(*driest);
    } else if (driest->moisture >= limit() + 5) {
        valve.close();
    }
}
