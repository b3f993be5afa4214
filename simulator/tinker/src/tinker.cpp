/*
 * What a Photon runs out of the box: four functions by which an app reads and sets its pins, as Particle
 * describes them for Tinker. Source: docs.particle.io, Tinker; the Tinker of particle-cli 3.43.1 by its answers.
 */
#include "Particle.h"

namespace {

constexpr int DONE = 1;
constexpr int NO_SUCH_NUMBER = -1;
constexpr int LAST_NUMBER = 7;

/** A pin, and what stands behind one separator, whichever: `D7,HIGH`, `A4 177`. */
struct Command {
    const char bank;
    const int number;
    const String value;

    explicit Command(const String& text)
        : bank(text.charAt(0)), number(text.charAt(1) - '0'), value(text.substring(3)) {
    }

    bool hasNumber() const {
        return number >= 0 && number <= LAST_NUMBER;
    }
    bool hasBank() const {
        return bank == 'D' || bank == 'A';
    }
    pin_t pin() const {
        return static_cast<pin_t>((bank == 'A' ? A0 : D0) + number);
    }
};

/** The level, or -1 for a word that is none. */
int levelOf(const String& word) {
    if (word.startsWith("HIGH")) {
        return HIGH;
    }
    return word.startsWith("LOW") ? LOW : -1;
}

/** 0 or 1. The pin becomes an input, so that an output ends with being read. */
int readDigital(String argument) {
    const Command command(argument);
    if (!command.hasNumber()) {
        return NO_SUCH_NUMBER;
    }
    if (!command.hasBank()) {
        return -2;
    }
    pinMode(command.pin(), INPUT_PULLDOWN);
    return digitalRead(command.pin());
}

int writeDigital(String argument) {
    const Command command(argument);
    if (!command.hasNumber()) {
        return NO_SUCH_NUMBER;
    }
    const int level = levelOf(command.value);
    if (level < 0) {
        return -2;
    }
    if (!command.hasBank()) {
        return -3;
    }
    pinMode(command.pin(), OUTPUT);
    digitalWrite(command.pin(), static_cast<uint8_t>(level));
    return DONE;
}

/** 0 to 4095; digital pins have no converter. */
int readAnalog(String argument) {
    const Command command(argument);
    if (!command.hasNumber()) {
        return NO_SUCH_NUMBER;
    }
    if (!command.hasBank()) {
        return -2;
    }
    return command.bank == 'A' ? static_cast<int>(analogRead(command.pin())) : -3;
}

int writeAnalog(String argument) {
    const Command command(argument);
    if (!command.hasNumber()) {
        return NO_SUCH_NUMBER;
    }
    if (!command.hasBank()) {
        return -2;
    }
    pinMode(command.pin(), OUTPUT);
    analogWrite(command.pin(), static_cast<uint32_t>(command.value.toInt()));
    return DONE;
}

}  // namespace

void setup() {
    Particle.function("digitalread", readDigital);
    Particle.function("digitalwrite", writeDigital);
    Particle.function("analogread", readAnalog);
    Particle.function("analogwrite", writeAnalog);
}

void loop() {}
