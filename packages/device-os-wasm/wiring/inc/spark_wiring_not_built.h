#pragma once

#include "spark_wiring_unavailable.h"

// Classes and objects of Device OS that have no counterpart on a Board yet.

class WIRING_UNAVAILABLE("Timer") Timer;
class WIRING_UNAVAILABLE("Thread") Thread;
class WIRING_UNAVAILABLE("Mutex") Mutex;
class WIRING_UNAVAILABLE("RecursiveMutex") RecursiveMutex;
class WIRING_UNAVAILABLE("TCPClient") TCPClient;
class WIRING_UNAVAILABLE("TCPServer") TCPServer;
class WIRING_UNAVAILABLE("UDP") UDP;
class WIRING_UNAVAILABLE("Servo") Servo;
class WIRING_UNAVAILABLE("LEDStatus") LEDStatus;
class WIRING_UNAVAILABLE("ApplicationWatchdog") ApplicationWatchdog;

WIRING_UNAVAILABLE("SPI") extern int SPI;
WIRING_UNAVAILABLE("SPI1") extern int SPI1;
WIRING_UNAVAILABLE("Wire") extern int Wire;
WIRING_UNAVAILABLE("USBSerial1") extern int USBSerial1;
WIRING_UNAVAILABLE("Keyboard") extern int Keyboard;
WIRING_UNAVAILABLE("Mouse") extern int Mouse;

template <typename... Arguments>
WIRING_UNAVAILABLE("softap_set_application_page_handler()")
void softap_set_application_page_handler(Arguments... arguments);
