#pragma once

#include "spark_wiring_unavailable.h"

// Objects of Device OS that have no counterpart on a Board.

WIRING_UNAVAILABLE("Keyboard") extern int Keyboard;
WIRING_UNAVAILABLE("Mouse") extern int Mouse;
