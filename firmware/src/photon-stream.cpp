#include "Particle.h"

#include "DeviceOsPorts.h"
#include "PhotonStream.h"

// setup() and loop() run from power-on, with or without the cloud.
SYSTEM_MODE(AUTOMATIC);
SYSTEM_THREAD(ENABLED);

namespace {

UptimeClock uptime;
AnalogSensor sensor(A0);
PrivateEvents events;
EepromSettings storage(0);
photonstream::PhotonStream stream(uptime, sensor, events, storage);

int toggleStream(String argument) {
    return stream.toggleStream(argument.c_str(), argument.length());
}

int setInterval(String argument) {
    return stream.setInterval(argument.c_str(), argument.length());
}

}  // namespace

void setup() {
    stream.withEventName("sensor").setup();

    Particle.function("toggleStream", toggleStream);
    Particle.function("setInterval", setInterval);
    Particle.variable("streaming", stream.status().streaming);
    Particle.variable("intervalMs", stream.status().intervalMs);
    Particle.variable("published", stream.status().published);
    Particle.variable("dropped", stream.status().dropped);
}

void loop() {
    stream.loop();
}
