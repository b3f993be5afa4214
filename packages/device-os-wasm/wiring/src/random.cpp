#include "spark_wiring_random.h"

#include "board.h"

using namespace device_os;

namespace {

/** 0 while the board's own randomness is used. */
uint32_t seeded = 0;

/** xorshift32 by George Marsaglia. */
uint32_t next() {
    if (seeded == 0) {
        return board::random32();
    }
    seeded ^= seeded << 13;
    seeded ^= seeded >> 17;
    seeded ^= seeded << 5;
    return seeded;
}

}  // namespace

int random(int bound) {
    return bound > 0 ? static_cast<int>(next() % static_cast<uint32_t>(bound)) : 0;
}

int random(int low, int high) {
    return low < high ? low + static_cast<int>(next() % (static_cast<uint32_t>(high) - static_cast<uint32_t>(low))) : low;
}

void randomSeed(unsigned int seed) {
    if (seed != 0) {
        seeded = seed;
    }
}

uint32_t HAL_RNG_GetRandomNumber(void) {
    return board::random32();
}
