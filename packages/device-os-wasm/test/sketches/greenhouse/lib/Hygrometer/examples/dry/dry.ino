#include "Hygrometer.h"

Hygrometer probe(A0);

void setup() {
    probe.begin();
}

void loop() {
    Serial.println(probe.moisture());
    delay(1000);
}
