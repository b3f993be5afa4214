#pragma once

#include <stdint.h>

#include "rng_hal.h"

/** A number from 0 up to, and without, the bound; 0 for a bound of 0. */
int random(int bound);
/** A number from `low` up to, and without, `high`; `low` for an empty range. */
int random(int low, int high);
/** Makes random() give the same sequence for the same seed; 0 is ignored. */
void randomSeed(unsigned int seed);
