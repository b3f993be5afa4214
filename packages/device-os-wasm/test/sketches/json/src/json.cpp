// JSON: what it publishes is an object, and so is what its function takes.

#include "Particle.h"

struct Settings {
    String label = "window";
    int periodMs = 10000;
    double offset = 0;
    bool paused = false;
};

Settings settings;
int history[3] = {0, 0, 0};
unsigned long lastMs = 0;

/** Takes one member of what configure() was given; false where its name or type is not known. */
bool apply(Settings &wanted, const JSONString &name, const JSONValue &value) {
    if (name == "label" && value.isString()) {
        wanted.label = (const char *)value.toString();
    } else if (name == "period" && value.isNumber() && value.toInt() >= 1000) {
        wanted.periodMs = value.toInt();
    } else if (name == "offset" && value.isNumber()) {
        wanted.offset = value.toDouble();
    } else if (name == "paused" && value.isBool()) {
        wanted.paused = value.toBool();
    } else {
        return false;
    }
    return true;
}

/** Answers how many settings it took, or -1 and takes none. */
int configure(String argument) {
    JSONValue root = JSONValue::parseCopy(argument);
    if (!root.isObject()) {
        return -1;
    }
    Settings wanted = settings;
    int taken = 0;
    JSONObjectIterator members(root);
    while (members.next()) {
        if (!apply(wanted, members.name(), members.value())) {
            return -1;
        }
        taken++;
    }
    settings = wanted;
    return taken;
}

void publishReading(int light) {
    char buffer[256];
    memset(buffer, 0, sizeof(buffer));
    JSONBufferWriter writer(buffer, sizeof(buffer) - 1);
    writer.beginObject();
    writer.name("label").value(settings.label);
    writer.name("light").value(light);
    writer.name("volts").value(light * 3.3 / 4095 + settings.offset, 2);
    writer.name("bright").value(light > 2000);
    writer.name("history").beginArray();
    for (int past : history) {
        writer.value(past);
    }
    writer.endArray();
    writer.name("error").nullValue();
    writer.endObject();
    Particle.publish("reading", buffer, PRIVATE);
}

void setup() {
    Particle.function("configure", configure);
}

void loop() {
    if (settings.paused || millis() - lastMs < (unsigned long)settings.periodMs) {
        return;
    }
    lastMs = millis();
    int light = analogRead(A0);
    publishReading(light);
    history[0] = history[1];
    history[1] = history[2];
    history[2] = light;
}
