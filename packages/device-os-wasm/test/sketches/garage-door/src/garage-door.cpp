// A garage door with one motor. Where it stands is kept in the EEPROM: the door does not move by itself
// when the power comes back, unless it was under way; then it closes.

#include "Particle.h"

SYSTEM_THREAD(ENABLED);

const int MOTOR_UP = D3;
const int MOTOR_DOWN = D4;
const unsigned long TRAVEL_MS = 4000;
const int ADDRESS = 16;
const uint16_t MAGIC = 0xD00F;

enum State : uint8_t { CLOSED, OPENING, OPEN, CLOSING };
const char* const STATE_NAMES[] = {"closed", "opening", "open", "closing"};

struct Saved {
    uint16_t magic;
    State state;
    uint32_t openings;
};

Saved door;
unsigned long movingSince = 0;

void enter(State state) {
    door.state = state;
    EEPROM.put(ADDRESS, door);
    digitalWrite(MOTOR_UP, state == OPENING ? HIGH : LOW);
    digitalWrite(MOTOR_DOWN, state == CLOSING ? HIGH : LOW);
    movingSince = millis();
    if (Particle.connected()) {
        Particle.publish("door/state", STATE_NAMES[state], PRIVATE);
    }
}

String stateName() {
    return STATE_NAMES[door.state];
}

int openings() {
    return door.openings;
}

// "open" or "close". 1 when the door begins to move, 0 when there is no need to.
int command(String wish) {
    if (wish.equalsIgnoreCase("open")) {
        if (door.state == OPEN || door.state == OPENING) {
            return 0;
        }
        door.openings++;
        enter(OPENING);
        return 1;
    }
    if (wish.equalsIgnoreCase("close")) {
        if (door.state == CLOSED || door.state == CLOSING) {
            return 0;
        }
        enter(CLOSING);
        return 1;
    }
    return -1;
}

void setup() {
    pinMode(MOTOR_UP, OUTPUT);
    pinMode(MOTOR_DOWN, OUTPUT);
    Particle.function("door", command);
    Particle.variable("state", stateName);
    Particle.variable("openings", openings);

    EEPROM.get(ADDRESS, door);
    if (door.magic != MAGIC) {
        door = {MAGIC, CLOSED, 0};
        EEPROM.put(ADDRESS, door);
    } else if (door.state == OPENING || door.state == CLOSING) {
        enter(CLOSING);
    }
}

void loop() {
    if ((door.state == OPENING || door.state == CLOSING) && millis() - movingSince >= TRAVEL_MS) {
        enter(door.state == OPENING ? OPEN : CLOSED);
    }
}
