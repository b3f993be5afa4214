#pragma once

#include "board.h"

/** What the outside asks of the application, answered on the application's own stack. */
namespace device_os::requests {

void answerAll();

}  // namespace device_os::requests
