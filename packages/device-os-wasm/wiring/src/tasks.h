#pragma once

#include <stddef.h>
#include <stdint.h>

#include "spark_wiring_std.h"
#include "system_tick_hal.h"

/**
 * Threads of one instance: the application's own, and those that it or the runtime starts.
 *
 * A WebAssembly instance has one stack pointer. Each task has a stack region of its own, and sets the pointer to it
 * again whenever it goes on after a suspension, so any number of them may be suspended at once. One runs at a time,
 * until it suspends: where it waits, and where preemption.cpp takes the processor from it.
 */
namespace device_os::tasks {

struct Task;

constexpr double FOREVER = __builtin_inf();

Task* current();
/** The task that runs setup() and loop(). */
Task* application();
bool isApplication();
/** To be called by every export that runs the application: another task may have been the last to run. */
void enterApplication();

/** Null when memory ran out. The stack grows by what printing a number takes in this C library. */
Task* start(void (*run)(void*), void* argument, size_t stackBytes);
/** For one that never ends: its stack is no part of what the program has. */
Task* startForSystem(void (*run)(void*), void* argument, size_t stackBytes);
/** Ends it: the current one at once, another the next time that it would go on. */
void end(Task* task);
bool isOver(const Task* task);
/** Frees one that is over. */
void dispose(Task* task);

/** Suspends the current task for that many milliseconds. */
void sleep(double ms);
/** The same, but no longer than until a request or an acknowledgement comes in, or changed() is called. */
void wait(double ms);
/** Something happened that a waiting task may be waiting for. */
void changed();

/** Suspends the current task until the condition holds. Answers whether it did in that time. */
bool block(const std::function<bool()>& condition, double timeoutMs);
/** A timeout of Device OS, of which the largest is none. */
double toMs(system_tick_t timeoutMs);

/** Until release(), which has to be called as often, no other task runs. */
void holdOthers();
void release();

/** The task that runs last gave way by itself at this time; for preemption.cpp. */
struct Patience {
    bool hanging = false;
    system_tick_t since = 0;
};
Patience& patience();

/** Runs an interrupt handler: on the application's stack, and without a suspension. */
void interrupt(const std::function<void()>& handler);
bool inInterrupt();

}  // namespace device_os::tasks
