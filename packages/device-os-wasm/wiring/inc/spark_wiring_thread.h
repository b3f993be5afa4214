#pragma once

#include "concurrent_hal.h"
#include "spark_wiring_std.h"

typedef std::function<os_thread_return_t()> wiring_thread_fn_t;

/**
 * A thread: it runs while the others wait, and takes turns with those that do not. Disposing of it waits until it has
 * ended. Source: Device OS v2.3.1 wiring/inc/spark_wiring_thread.h.
 */
class Thread {
public:
    Thread() = default;
    Thread(const char* name, os_thread_fn_t function, void* param = nullptr,
           os_thread_prio_t priority = OS_THREAD_PRIORITY_DEFAULT, size_t stackSize = OS_THREAD_STACK_SIZE_DEFAULT) {
        start(name, [function, param]() { function(param); }, priority, stackSize);
    }
    Thread(const char* name, wiring_thread_fn_t function, os_thread_prio_t priority = OS_THREAD_PRIORITY_DEFAULT,
           size_t stackSize = OS_THREAD_STACK_SIZE_DEFAULT) {
        start(name, std::move(function), priority, stackSize);
    }
    template <typename Class>
    Thread(const char* name, os_thread_return_t (Class::*function)(), Class* instance,
           os_thread_prio_t priority = OS_THREAD_PRIORITY_DEFAULT, size_t stackSize = OS_THREAD_STACK_SIZE_DEFAULT) {
        start(name, [function, instance]() { (instance->*function)(); }, priority, stackSize);
    }
    Thread(Thread&& other) { *this = std::move(other); }
    Thread& operator=(Thread&& other);
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;
    ~Thread() { dispose(); }

    void dispose();
    /** Waits until it has ended. */
    bool join();
    bool cancel();
    bool isValid() const { return run_ != nullptr; }
    bool is_valid() const { return isValid(); }
    bool is_current() const { return isCurrent(); }
    bool isRunning() const;
    bool isCurrent() const;

private:
    struct Run;

    void start(const char* name, wiring_thread_fn_t function, os_thread_prio_t priority, size_t stackSize);

    Run* run_ = nullptr;
};

os_thread_t application_thread_current(void* reserved = nullptr);

/** Taken by one thread at a time. */
class Mutex {
public:
    Mutex() { os_mutex_create(&handle_); }
    ~Mutex() { dispose(); }
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

    void dispose();
    void lock() { os_mutex_lock(handle_); }
    bool trylock() { return os_mutex_trylock(handle_) == 0; }
    bool try_lock() { return trylock(); }
    void unlock() { os_mutex_unlock(handle_); }

private:
    os_mutex_t handle_ = nullptr;
};

/** Taken by one thread at a time, and by that one any number of times. */
class RecursiveMutex {
public:
    RecursiveMutex() { os_mutex_recursive_create(&handle_); }
    ~RecursiveMutex() { dispose(); }
    RecursiveMutex(const RecursiveMutex&) = delete;
    RecursiveMutex& operator=(const RecursiveMutex&) = delete;

    void dispose();
    void lock() { os_mutex_recursive_lock(handle_); }
    bool trylock() { return os_mutex_recursive_trylock(handle_) == 0; }
    bool try_lock() { return trylock(); }
    void unlock() { os_mutex_recursive_unlock(handle_); }

private:
    os_mutex_recursive_t handle_ = nullptr;
};

namespace particle {

/** For the macros below: a body that runs once, between two calls. */
template <typename Lock>
class LockedOnce {
public:
    struct Trying {};

    explicit LockedOnce(Lock& lock) : lock_(lock), locked_(true), once_(true) { lock.lock(); }
    /** Only a lock that can be tried needs try_lock(). */
    LockedOnce(Lock& lock, Trying) : lock_(lock), locked_(lock.try_lock()), once_(locked_) {}
    ~LockedOnce() {
        if (locked_) {
            lock_.unlock();
        }
    }
    LockedOnce(const LockedOnce&) = delete;
    LockedOnce& operator=(const LockedOnce&) = delete;

    bool takeTurn() {
        const bool first = once_;
        once_ = false;
        return first;
    }

private:
    Lock& lock_;
    bool locked_;
    bool once_;
};

/** No other thread runs while it lives. */
class SingleThreadedSection {
public:
    SingleThreadedSection() { os_thread_scheduling(false, nullptr); }
    ~SingleThreadedSection() { os_thread_scheduling(true, nullptr); }
    SingleThreadedSection(const SingleThreadedSection&) = delete;
    SingleThreadedSection& operator=(const SingleThreadedSection&) = delete;

    bool takeTurn() {
        const bool first = once_;
        once_ = false;
        return first;
    }

private:
    bool once_ = true;
};

template <typename Lock>
struct LockedBy {
    typedef LockedOnce<typename std::remove_reference<Lock>::type> Once;
};

}  // namespace particle

#define WITH_LOCK(lock) for (particle::LockedBy<decltype(lock)>::Once particle_lock_(lock); particle_lock_.takeTurn();)
#define TRY_LOCK(lock) \
    for (particle::LockedBy<decltype(lock)>::Once particle_lock_(lock, {}); particle_lock_.takeTurn();)
#define SINGLE_THREADED_SECTION() particle::SingleThreadedSection PARTICLE_UNIQUE(particle_section_)
#define SINGLE_THREADED_BLOCK() for (particle::SingleThreadedSection particle_section_; particle_section_.takeTurn();)
