/*
 * Table tennis between two Photons of one owner, which run the same program. Call "serve" of one of them.
 * The ball is an event: the number of the volley, and who played it.
 */

SerialLogHandler logHandler;

const int LAST_VOLLEY = 6;
const unsigned long FLIGHT_MS = 1000;  // an event a second is what a Photon may publish for long

String me;
int hits = 0;
int nextVolley = 0;  // 0: the ball is not on this side
unsigned long ballCameAt = 0;

// Publishing waits for loop(): it would use the buffer that `data` points into.
void onBall(const char* event, const char* data) {
    char from[25] = "";
    int volley = 0;
    if (data == nullptr || sscanf(data, "%d,%24s", &volley, from) != 2 || me == from) {
        return;
    }
    Log.info("volley %d came from %s", volley, from);
    if (volley < LAST_VOLLEY) {
        nextVolley = volley + 1;
        ballCameAt = millis();
    }
}

void play(int volley) {
    if (Particle.publish("ping-pong/ball", String(volley) + "," + me, PRIVATE)) {
        hits++;
    }
}

int serve(String) {
    play(1);
    return hits;
}

void setup() {
    me = System.deviceID();
    Particle.variable("hits", hits);
    Particle.function("serve", serve);
    Particle.subscribe("ping-pong/", onBall, MY_DEVICES);
}

void loop() {
    if (nextVolley > 0 && millis() - ballCameAt >= FLIGHT_MS) {
        int volley = nextVolley;
        nextVolley = 0;
        play(volley);
    }
}
