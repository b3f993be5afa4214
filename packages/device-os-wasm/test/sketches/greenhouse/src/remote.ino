#include "beds.h"
#include "remote.h"

static int moistureLimit = 40;

void setupRemote() {
    Particle.function("limit", setLimit);
    Particle.variable("limit", moistureLimit);
    Particle.variable("beds", describeBeds);
}

int limit() {
    return moistureLimit;
}

void report(const Bed &bed) {
    Particle.publish("watering", String::format("%s at %d%%", bed.name, bed.moisture), PRIVATE);
}

int setLimit(String percent) {
    int wanted = percent.toInt();
    if (wanted < 0 || wanted > 100) {
        return -1;
    }
    moistureLimit = wanted;
    return wanted;
}
