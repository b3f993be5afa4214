// Sleep: naps until a button is pressed or half a minute is over; after four naps it sleeps deeply.

#include "Particle.h"

SYSTEM_MODE(SEMI_AUTOMATIC);

const int BUTTON = D2;
const int LAMP = D7;
const int NAPS = 4;

retained int boots = 0;
retained uint32_t totalNaps = 0;

SerialLogHandler logHandler;
int naps = 0;

const char *nameOf(int reason) {
    switch (reason) {
        case RESET_REASON_POWER_DOWN:
            return "power-on";
        case RESET_REASON_POWER_MANAGEMENT:
            return "deep sleep";
        case RESET_REASON_PIN_RESET:
            return "reset button";
        case RESET_REASON_USER:
            return "own wish";
        default:
            return "something else";
    }
}

void setup() {
    pinMode(BUTTON, INPUT_PULLDOWN);
    pinMode(LAMP, OUTPUT);
    boots++;
    Log.info("boot %d after %s, %lu naps", boots, nameOf(System.resetReason()), (unsigned long)totalNaps);
    Particle.connect();
}

void nap() {
    digitalWrite(LAMP, LOW);
    SystemSleepConfiguration config;
    config.mode(SystemSleepMode::STOP).duration(30s).gpio(BUTTON, RISING);
    SystemSleepResult result = System.sleep(config);
    digitalWrite(LAMP, HIGH);
    naps++;
    totalNaps++;
    if (result.wakeupReason() == SystemSleepWakeupReason::BY_GPIO) {
        Log.info("nap %d ended by pin %d", naps, result.wakeupPin());
    } else if (result.wakeupReason() == SystemSleepWakeupReason::BY_RTC) {
        Log.info("nap %d ended by time", naps);
    } else {
        Log.warn("nap %d ended with error %d", naps, (int)result.error());
    }
}

void loop() {
    if (!waitFor(Particle.connected, 60000)) {
        Log.error("no cloud");
        return;
    }
    Particle.publish("awake", String::format("%d/%d", boots, naps), PRIVATE | WITH_ACK);
    // Long enough for an update or a call to find it awake.
    delay(2s);
    if (naps < NAPS) {
        nap();
    } else {
        Log.info("good night");
        System.sleep(SLEEP_MODE_DEEP, 3600);
    }
}
