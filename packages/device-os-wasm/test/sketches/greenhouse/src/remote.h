#pragma once

#include "beds.h"

void setupRemote();
int limit();
void report(const Bed &bed);
