#include <stdlib.h>
#include <string.h>

#include <new>

#include "spark_wiring_thread.h"
#include "tasks.h"

using namespace device_os;

namespace {

struct Lock {
    explicit Lock(bool isRecursive) : recursive(isRecursive) {}

    bool take() {
        const bool own = owner == tasks::current();
        if (owner && !(recursive && own)) {
            return false;
        }
        owner = tasks::current();
        depth++;
        return true;
    }

    int give() {
        if (owner != tasks::current()) {
            return -1;
        }
        if (--depth == 0) {
            owner = nullptr;
            tasks::changed();
        }
        return 0;
    }

    const bool recursive;
    tasks::Task* owner = nullptr;
    int depth = 0;
};

struct Semaphore {
    unsigned maxCount;
    unsigned count;
};

struct Queue {
    size_t itemSize;
    size_t capacity;
    size_t first;
    size_t count;
    uint8_t* items;

    uint8_t* at(size_t index) { return items + (first + index) % capacity * itemSize; }
};

int createLock(void** handle, bool recursive) {
    Lock* const lock = new (std::nothrow) Lock(recursive);
    *handle = lock;
    return lock ? 0 : -1;
}

int destroyLock(void* handle) {
    delete static_cast<Lock*>(handle);
    return 0;
}

int takeLock(void* handle, double timeoutMs) {
    Lock* const lock = static_cast<Lock*>(handle);
    return lock && (lock->take() || tasks::block([lock]() { return lock->take(); }, timeoutMs)) ? 0 : -1;
}

int giveLock(void* handle) {
    Lock* const lock = static_cast<Lock*>(handle);
    return lock ? lock->give() : -1;
}

bool waitUntilFilled(const Queue* queue, system_tick_t timeout) {
    return queue->count > 0 || tasks::block([queue]() { return queue->count > 0; }, tasks::toMs(timeout));
}

}  // namespace

int os_mutex_create(os_mutex_t* mutex) { return createLock(mutex, false); }
int os_mutex_destroy(os_mutex_t mutex) { return destroyLock(mutex); }
int os_mutex_lock(os_mutex_t mutex) { return takeLock(mutex, tasks::FOREVER); }
int os_mutex_trylock(os_mutex_t mutex) { return takeLock(mutex, 0); }
int os_mutex_unlock(os_mutex_t mutex) { return giveLock(mutex); }

int os_mutex_recursive_create(os_mutex_recursive_t* mutex) { return createLock(mutex, true); }
int os_mutex_recursive_destroy(os_mutex_recursive_t mutex) { return destroyLock(mutex); }
int os_mutex_recursive_lock(os_mutex_recursive_t mutex) { return takeLock(mutex, tasks::FOREVER); }
int os_mutex_recursive_trylock(os_mutex_recursive_t mutex) { return takeLock(mutex, 0); }
int os_mutex_recursive_unlock(os_mutex_recursive_t mutex) { return giveLock(mutex); }

int os_semaphore_create(os_semaphore_t* semaphore, unsigned maxCount, unsigned initialCount) {
    *semaphore = new (std::nothrow) Semaphore{maxCount, initialCount};
    return *semaphore ? 0 : -1;
}

int os_semaphore_destroy(os_semaphore_t handle) {
    delete static_cast<Semaphore*>(handle);
    return 0;
}

int os_semaphore_take(os_semaphore_t handle, system_tick_t timeout, bool) {
    Semaphore* const semaphore = static_cast<Semaphore*>(handle);
    const auto take = [semaphore]() { return semaphore->count > 0 && semaphore->count--; };
    return take() || tasks::block(take, tasks::toMs(timeout)) ? 0 : -1;
}

int os_semaphore_give(os_semaphore_t handle, bool) {
    Semaphore* const semaphore = static_cast<Semaphore*>(handle);
    if (semaphore->count >= semaphore->maxCount) {
        return -1;
    }
    semaphore->count++;
    tasks::changed();
    return 0;
}

int os_queue_create(os_queue_t* handle, size_t itemSize, size_t itemCount, void*) {
    uint8_t* const items = static_cast<uint8_t*>(malloc(itemSize * itemCount));
    Queue* const queue = items ? new (std::nothrow) Queue{itemSize, itemCount, 0, 0, items} : nullptr;
    if (!queue) {
        free(items);
    }
    *handle = queue;
    return queue ? 0 : -1;
}

int os_queue_destroy(os_queue_t handle, void*) {
    Queue* const queue = static_cast<Queue*>(handle);
    free(queue->items);
    delete queue;
    return 0;
}

int os_queue_put(os_queue_t handle, const void* item, system_tick_t timeout, void*) {
    Queue* const queue = static_cast<Queue*>(handle);
    const auto hasRoom = [queue]() { return queue->count < queue->capacity; };
    if (!hasRoom() && !tasks::block(hasRoom, tasks::toMs(timeout))) {
        return -1;
    }
    memcpy(queue->at(queue->count), item, queue->itemSize);
    queue->count++;
    tasks::changed();
    return 0;
}

int os_queue_peek(os_queue_t handle, void* item, system_tick_t timeout, void*) {
    Queue* const queue = static_cast<Queue*>(handle);
    if (!waitUntilFilled(queue, timeout)) {
        return -1;
    }
    memcpy(item, queue->at(0), queue->itemSize);
    return 0;
}

int os_queue_take(os_queue_t handle, void* item, system_tick_t timeout, void*) {
    if (os_queue_peek(handle, item, timeout, nullptr) != 0) {
        return -1;
    }
    Queue* const queue = static_cast<Queue*>(handle);
    queue->first = (queue->first + 1) % queue->capacity;
    queue->count--;
    tasks::changed();
    return 0;
}

void Mutex::dispose() {
    os_mutex_destroy(handle_);
    handle_ = nullptr;
}

void RecursiveMutex::dispose() {
    os_mutex_recursive_destroy(handle_);
    handle_ = nullptr;
}
