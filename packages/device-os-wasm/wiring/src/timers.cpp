#include "board.h"
#include "preemption.h"
#include "spark_wiring_timer.h"
#include "tasks.h"

using namespace device_os;

namespace {

/** Source: Device OS reference, "Software Timers": ten on a Photon. */
constexpr int MAX_TIMERS = 10;
/** Bytes. Source: configTIMER_TASK_STACK_DEPTH of the Photon's FreeRTOS, 6 KB. */
constexpr size_t STACK_BYTES = 6 * 1024;

}  // namespace

/** The thread that all timers share. It is there from the first start of one. */
struct TimerThread {
    static bool ensure() {
        if (!task) {
            task = tasks::startForSystem([](void*) { run(); }, nullptr, STACK_BYTES);
        }
        return task != nullptr;
    }

    [[noreturn]] static void run() {
        while (true) {
            Timer* const next = earliest();
            const double left = next ? next->dueMs_ - board::uptime_ms() : tasks::FOREVER;
            if (left > 0) {
                tasks::wait(left);
            } else {
                call(next);
            }
        }
    }

    static Timer* earliest() {
        Timer* found = nullptr;
        for (Timer* timer = first; timer; timer = timer->next_) {
            if (timer->active_ && (!found || timer->dueMs_ < found->dueMs_)) {
                found = timer;
            }
        }
        return found;
    }

    static void call(Timer* timer) {
        if (timer->oneShot_) {
            timer->active_ = false;
        } else {
            timer->dueMs_ += timer->periodMs_;
        }
        called = timer;
        preemption::renew();
        timer->timeout();
        called = nullptr;
        tasks::changed();
    }

    static bool add(Timer* timer) {
        if (count >= MAX_TIMERS) {
            return false;
        }
        count++;
        timer->next_ = first;
        first = timer;
        return true;
    }

    static void remove(Timer* timer) {
        Timer** link = &first;
        while (*link && *link != timer) {
            link = &(*link)->next_;
        }
        if (*link) {
            *link = timer->next_;
            count--;
        }
        if (called == timer && tasks::current() != task) {
            tasks::block([timer]() { return called != timer; }, tasks::FOREVER);
        }
    }

    static tasks::Task* task;
    static Timer* first;
    static Timer* called;
    static int count;
};

tasks::Task* TimerThread::task = nullptr;
Timer* TimerThread::first = nullptr;
Timer* TimerThread::called = nullptr;
int TimerThread::count = 0;

Timer::Timer(unsigned periodMs, timer_callback_fn callback, bool oneShot)
    : callback_(std::move(callback)), periodMs_(periodMs ? periodMs : 1), oneShot_(oneShot) {
    valid_ = TimerThread::add(this);
}

bool Timer::begin() {
    if (!valid_ || !TimerThread::ensure()) {
        return false;
    }
    dueMs_ = board::uptime_ms() + periodMs_;
    active_ = true;
    tasks::changed();
    return true;
}

bool Timer::stop(unsigned) {
    active_ = false;
    return valid_;
}

bool Timer::changePeriod(unsigned periodMs, unsigned) {
    periodMs_ = periodMs ? periodMs : 1;
    return begin();
}

void Timer::dispose() {
    if (!valid_) {
        return;
    }
    valid_ = false;
    active_ = false;
    TimerThread::remove(this);
}
