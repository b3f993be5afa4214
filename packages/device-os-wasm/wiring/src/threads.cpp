#include "spark_wiring_thread.h"
#include "spark_wiring_ticks.h"
#include "tasks.h"

using namespace device_os;

namespace {

tasks::Task* taskOf(os_thread_t thread) {
    return static_cast<tasks::Task*>(thread);
}

/** What os_thread_create() was given, until the thread runs. */
struct Entry {
    os_thread_fn_t function;
    void* param;
};

}  // namespace

os_result_t os_thread_create(os_thread_t* thread, const char*, os_thread_prio_t, os_thread_fn_t function, void* param,
                             size_t stackSize) {
    Entry* const entry = new Entry{function, param};
    const auto run = [](void* argument) {
        const Entry own = *static_cast<Entry*>(argument);
        delete static_cast<Entry*>(argument);
        own.function(own.param);
    };
    tasks::Task* const task = tasks::start(run, entry, stackSize);
    if (!task) {
        delete entry;
        return -1;
    }
    if (thread) {
        *thread = task;
    }
    return 0;
}

os_thread_t os_thread_current(void*) {
    return tasks::current();
}

os_thread_t application_thread_current(void*) {
    return tasks::application();
}

bool os_thread_is_current(os_thread_t thread) {
    return thread == tasks::current();
}

os_result_t os_thread_yield() {
    tasks::sleep(0);
    return 0;
}

os_result_t os_thread_join(os_thread_t thread) {
    if (!thread || os_thread_is_current(thread)) {
        return -1;
    }
    tasks::block([thread]() { return tasks::isOver(taskOf(thread)); }, tasks::FOREVER);
    return 0;
}

os_result_t os_thread_cleanup(os_thread_t thread) {
    const os_result_t result = os_thread_join(thread);
    if (result == 0) {
        tasks::dispose(taskOf(thread));
    }
    return result;
}

os_result_t os_thread_exit(os_thread_t thread) {
    tasks::end(thread ? taskOf(thread) : tasks::current());
    return 0;
}

os_result_t os_thread_delay_until(system_tick_t* previousWakeTime, system_tick_t increment) {
    const system_tick_t wakeTime = *previousWakeTime + increment;
    const int32_t left = static_cast<int32_t>(wakeTime - millis());
    *previousWakeTime = wakeTime;
    if (left > 0) {
        tasks::sleep(left);
    }
    return 0;
}

void os_thread_scheduling(bool enabled, void*) {
    if (enabled) {
        tasks::release();
    } else {
        tasks::holdOthers();
    }
}

struct Thread::Run {
    wiring_thread_fn_t function;
    os_thread_t handle = nullptr;
};

void Thread::start(const char* name, wiring_thread_fn_t function, os_thread_prio_t priority, size_t stackSize) {
    run_ = new Run();
    run_->function = std::move(function);
    const auto call = [](void* run) { static_cast<Run*>(run)->function(); };
    if (os_thread_create(&run_->handle, name, priority, call, run_, stackSize) != 0) {
        delete run_;
        run_ = nullptr;
    }
}

Thread& Thread::operator=(Thread&& other) {
    if (this != &other) {
        dispose();
        run_ = other.run_;
        other.run_ = nullptr;
    }
    return *this;
}

void Thread::dispose() {
    // A thread cannot wait for its own end.
    if (!isValid() || isCurrent()) {
        return;
    }
    os_thread_cleanup(run_->handle);
    delete run_;
    run_ = nullptr;
}

bool Thread::join() {
    return isValid() && os_thread_join(run_->handle) == 0;
}

bool Thread::cancel() {
    return isValid() && os_thread_exit(run_->handle) == 0;
}

bool Thread::isRunning() const {
    return isValid() && !tasks::isOver(taskOf(run_->handle));
}

bool Thread::isCurrent() const {
    return isValid() && os_thread_is_current(run_->handle);
}
