#include "tasks.h"

#include <stdlib.h>

#include <new>

#include "board.h"
#include "heap.h"
#include "panic.h"
#include "spark_wiring_ticks.h"
#include "stack.h"

using namespace device_os;

namespace device_os::tasks {

struct Task {
    void (*run)(void*) = nullptr;
    void* argument = nullptr;
    uint8_t* stack = nullptr;
    bool ending = false;
    bool over = false;
    Patience patience;
};

}  // namespace device_os::tasks

namespace {

using tasks::Task;

/** Bytes. Printing takes as much in this libc, and almost none in that of the device. */
constexpr size_t PRINTING_STACK = 1024;
constexpr uintptr_t STACK_ALIGNMENT = 16;
/** At the end of each stack, where an overflow comes first. */
constexpr uint32_t CANARY = 0x5AFEC0DE;

Task applicationTask;
Task* runningTask = &applicationTask;
Task* holdingTask = nullptr;
int holds = 0;
bool inHandler = false;
/** Where the application's stack ends while it is suspended, else 0. */
uintptr_t applicationSuspendedAt = 0;

void run(Task* task) {
    runningTask = task;
    stack::limit = reinterpret_cast<uintptr_t>(task->stack);
}

void checkStack(const Task* task) {
    if (task->stack && *reinterpret_cast<const uint32_t*>(task->stack) != CANARY) {
        panic(PANIC_STACK_OVERFLOW, "stack overflow in a thread");
    }
}

/** Everything that suspends comes through here: what runs meanwhile leaves its own stack pointer behind. */
__attribute__((noinline)) void suspendOnce(void (*suspend)(double), double ms) {
    Task* const self = runningTask;
    const uintptr_t pointer = stack::pointer();
    if (self == &applicationTask) {
        applicationSuspendedAt = pointer;
    }
    suspend(ms);
    stack::setPointer(pointer);
    run(self);
    if (self == &applicationTask) {
        applicationSuspendedAt = 0;
    }
}

size_t stackSize(size_t asked) {
    return (asked + PRINTING_STACK) & ~(STACK_ALIGNMENT - 1);
}

Task* startOn(void* stack, size_t size, void (*run)(void*), void* argument) {
    Task* const task = stack ? new (std::nothrow) Task() : nullptr;
    if (!task) {
        return nullptr;
    }
    task->run = run;
    task->argument = argument;
    task->stack = static_cast<uint8_t*>(stack);
    *static_cast<uint32_t*>(stack) = CANARY;
    board::start_task(task, task->stack + size);
    return task;
}

void suspendWith(void (*suspend)(double), double ms) {
    if (inHandler) {
        panic(PANIC_ASSERTION_FAILURE, "an interrupt handler waited");
    }
    checkStack(runningTask);
    suspendOnce(suspend, ms);
    while (holdingTask && holdingTask != runningTask) {
        suspendOnce(board::park, tasks::FOREVER);
    }
    if (runningTask->ending) {
        tasks::end(runningTask);
    }
}

}  // namespace

namespace device_os::tasks {

Task* current() { return runningTask; }
Task* application() { return &applicationTask; }
bool isApplication() { return runningTask == &applicationTask; }
bool isOver(const Task* task) { return task->over; }
void enterApplication() { run(&applicationTask); }
Patience& patience() { return runningTask->patience; }
bool inInterrupt() { return inHandler; }

Task* start(void (*run)(void*), void* argument, size_t stackBytes) {
    const size_t size = stackSize(stackBytes);
    void* const stack = aligned_alloc(STACK_ALIGNMENT, size);
    Task* const task = startOn(stack, size, run, argument);
    if (!task) {
        free(stack);
    }
    return task;
}

Task* startForSystem(void (*run)(void*), void* argument, size_t stackBytes) {
    const size_t size = stackSize(stackBytes);
    void* const stack = heap::allocateForSystem(size);
    return stack ? startOn(stack, size, run, argument) : start(run, argument, stackBytes);
}

void end(Task* task) {
    task->ending = true;
    changed();
    if (task == runningTask) {
        if (task == &applicationTask) {
            panic(PANIC_ASSERTION_FAILURE, "the application's thread was ended");
        }
        task->over = true;
        board::end_task();
    }
}

void dispose(Task* task) {
    free(task->stack);
    delete task;
}

void sleep(double ms) {
    suspendWith(board::sleep, ms);
}

void wait(double ms) {
    suspendWith(isApplication() ? board::wait : board::park, ms);
}

void changed() {
    board::unpark();
}

bool block(const std::function<bool()>& condition, double timeoutMs) {
    const double until = board::uptime_ms() + timeoutMs;
    while (!condition()) {
        const double left = until - board::uptime_ms();
        if (left <= 0) {
            return false;
        }
        suspendWith(board::park, left);
    }
    return true;
}

double toMs(system_tick_t timeoutMs) {
    return timeoutMs == static_cast<system_tick_t>(-1) ? FOREVER : timeoutMs;
}

void holdOthers() {
    if (inHandler) {
        return;
    }
    holdingTask = runningTask;
    holds++;
}

void release() {
    if (inHandler || holds == 0 || --holds > 0) {
        return;
    }
    holdingTask = nullptr;
    changed();
}

void interrupt(const std::function<void()>& handler) {
    inHandler = true;
    handler();
    inHandler = false;
}

}  // namespace device_os::tasks

namespace device_os::exports {

__attribute__((export_name("run_task"))) void runTask(Task* task) {
    run(task);
    while (holdingTask && holdingTask != task) {
        suspendOnce(board::park, tasks::FOREVER);
    }
    if (!task->ending) {
        task->run(task->argument);
    }
    checkStack(task);
    task->over = true;
    tasks::changed();
}

/** Where an interrupt handler's stack may begin. 0 is where the application's begins. */
__attribute__((export_name("interrupt_stack"))) uintptr_t interruptStack() {
    return applicationSuspendedAt;
}

}  // namespace device_os::exports
