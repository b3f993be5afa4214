// RGB LED and system events: the LED is the program's while it looks for the cloud, the system's once it is there.

#include "Particle.h"

SYSTEM_MODE(SEMI_AUTOMATIC);
SYSTEM_THREAD(ENABLED);

SerialLogHandler logHandler(LOG_LEVEL_INFO);
int lost = 0;

const char *cloudStatus(int status) {
    switch (status) {
        case cloud_status_disconnected: return "disconnected";
        case cloud_status_connecting: return "connecting";
        case cloud_status_connected: return "connected";
        case cloud_status_disconnecting: return "disconnecting";
        case cloud_status_handshake: return "shaking hands";
        default: return "?";
    }
}

void onCloud(system_event_t, int status) {
    Log.info("cloud %s", cloudStatus(status));
    if (status == cloud_status_disconnected) {
        lost++;
    }
}

void onNetwork(system_event_t, int status) {
    if (status == network_status_connected) {
        Log.info("network connected");
    } else if (status == network_status_disconnected) {
        Log.info("network disconnected");
    }
}

void show(int red, int green, int blue) {
    RGB.control(true);
    RGB.color(red, green, blue);
}

void setup() {
    System.on(cloud_status, onCloud);
    System.on(network_status, onNetwork);
    Particle.variable("lost", lost);
    RGB.brightness(255);
    show(255, 128, 0);
    if (!WiFi.hasCredentials()) {
        WiFi.setCredentials("HomeNet", "correct-horse");
    }
    Particle.connect();
    if (!waitFor(Particle.connected, 30000)) {
        Log.warn("no cloud yet, up for %lu s", millis() / 1000);
        show(255, 0, 0);
    }
}

void loop() {
    if (Particle.connected()) {
        RGB.control(false);
    } else if (lost > 0) {
        show(0, 0, 255);
    }
    delay(100);
}
