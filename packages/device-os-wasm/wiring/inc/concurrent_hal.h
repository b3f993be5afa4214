#pragma once

#include <stddef.h>
#include <stdint.h>

#include "system_tick_hal.h"

/** Threads and what they wait for. Source: Device OS v2.3.1 hal/inc/concurrent_hal.h. */

typedef void* os_thread_t;
typedef void* os_mutex_t;
typedef void* os_mutex_recursive_t;
typedef void* os_semaphore_t;
typedef void* os_queue_t;
typedef int32_t os_result_t;
typedef uint8_t os_thread_prio_t;
typedef void os_thread_return_t;
typedef os_thread_return_t (*os_thread_fn_t)(void* param);

constexpr os_thread_t OS_THREAD_INVALID_HANDLE = nullptr;
/** Kept for their names: no thread here comes before another. */
constexpr os_thread_prio_t OS_THREAD_PRIORITY_DEFAULT = 2;
constexpr os_thread_prio_t OS_THREAD_PRIORITY_CRITICAL = 9;
constexpr os_thread_prio_t OS_THREAD_PRIORITY_NETWORK = 7;
/** Bytes. */
constexpr size_t OS_THREAD_STACK_SIZE_DEFAULT = 3 * 1024;
constexpr system_tick_t CONCURRENT_WAIT_FOREVER = static_cast<system_tick_t>(-1);

/** 0 is success, here and below. */
os_result_t os_thread_create(os_thread_t* thread, const char* name, os_thread_prio_t priority, os_thread_fn_t function,
                             void* param, size_t stackSize);
os_thread_t os_thread_current(void* reserved = nullptr);
bool os_thread_is_current(os_thread_t thread);
os_result_t os_thread_yield();
/** Waits until it has ended. */
os_result_t os_thread_join(os_thread_t thread);
/** Frees one that has ended. */
os_result_t os_thread_cleanup(os_thread_t thread);
/** Ends the thread, null for the current one. */
os_result_t os_thread_exit(os_thread_t thread);
/** Sleeps until that long after the time in it, and puts the new one there. */
os_result_t os_thread_delay_until(system_tick_t* previousWakeTime, system_tick_t increment);
/** Not enabled, no other thread runs. */
void os_thread_scheduling(bool enabled, void* reserved);

int os_mutex_create(os_mutex_t* mutex);
int os_mutex_destroy(os_mutex_t mutex);
int os_mutex_lock(os_mutex_t mutex);
int os_mutex_trylock(os_mutex_t mutex);
int os_mutex_unlock(os_mutex_t mutex);

int os_mutex_recursive_create(os_mutex_recursive_t* mutex);
int os_mutex_recursive_destroy(os_mutex_recursive_t mutex);
int os_mutex_recursive_lock(os_mutex_recursive_t mutex);
int os_mutex_recursive_trylock(os_mutex_recursive_t mutex);
int os_mutex_recursive_unlock(os_mutex_recursive_t mutex);

int os_semaphore_create(os_semaphore_t* semaphore, unsigned maxCount, unsigned initialCount);
int os_semaphore_destroy(os_semaphore_t semaphore);
int os_semaphore_take(os_semaphore_t semaphore, system_tick_t timeout, bool reserved);
int os_semaphore_give(os_semaphore_t semaphore, bool reserved);

int os_queue_create(os_queue_t* queue, size_t itemSize, size_t itemCount, void* reserved);
int os_queue_destroy(os_queue_t queue, void* reserved);
int os_queue_put(os_queue_t queue, const void* item, system_tick_t timeout, void* reserved);
int os_queue_take(os_queue_t queue, void* item, system_tick_t timeout, void* reserved);
int os_queue_peek(os_queue_t queue, void* item, system_tick_t timeout, void* reserved);
