// Servo and I2C: a flap that follows an MCP9808 thermometer.

#include "Particle.h"

SYSTEM_THREAD(ENABLED);

const uint8_t SENSOR = 0x18;
const uint8_t AMBIENT = 0x05;
const uint8_t MANUFACTURER = 0x06;
const int CLOSED_AT = 10;
const int OPEN_AT = 40;

Servo flap;
double celsius = NAN;
String sensor = "unknown";
unsigned long lastMs = 0;

/** A register of two bytes; false when nobody answers. */
bool readRegister(uint8_t reg, uint16_t &value) {
    Wire.beginTransmission(SENSOR);
    Wire.write(reg);
    if (Wire.endTransmission(false) != 0) {
        return false;
    }
    if (Wire.requestFrom(SENSOR, 2) != 2) {
        return false;
    }
    value = Wire.read() << 8;
    value |= Wire.read();
    return true;
}

/** Sixteenths of a degree in 13 bits of two's complement. */
double toCelsius(uint16_t ambient) {
    double degrees = (ambient & 0x0fff) / 16.0;
    return (ambient & 0x1000) ? degrees - 256 : degrees;
}

void sensorIs(const char *state) {
    if (sensor != state) {
        sensor = state;
        Particle.publish("sensor", state, PRIVATE);
    }
}

void setup() {
    Wire.setSpeed(CLOCK_SPEED_400KHZ);
    Wire.begin();
    flap.attach(D2);
    flap.write(0);
    Particle.variable("celsius", celsius);
    Particle.variable("sensor", sensor);
    Particle.function("trim", [](String degrees) {
        flap.setTrim(degrees.toInt());
        return flap.readMicroseconds();
    });
    waitUntil(Particle.connected);
}

void loop() {
    if (millis() - lastMs < 1000) {
        return;
    }
    lastMs = millis();
    uint16_t maker = 0;
    uint16_t ambient = 0;
    if (!readRegister(MANUFACTURER, maker) || !readRegister(AMBIENT, ambient)) {
        sensorIs("missing");
        return;
    }
    if (maker != 0x0054) {
        sensorIs("strange");
        return;
    }
    sensorIs("ready");
    celsius = toCelsius(ambient);
    int angle = map((int)celsius, CLOSED_AT, OPEN_AT, 0, 180);
    flap.write(constrain(angle, 0, 180));
}
