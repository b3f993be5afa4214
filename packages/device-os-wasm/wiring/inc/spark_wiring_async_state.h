#pragma once

#include "spark_wiring_error.h"
#include "spark_wiring_std.h"
#include "system_tick_hal.h"

/** What stands behind Future and Promise. */
namespace particle::detail {

/** What a promise and its futures share; the last of them that goes takes it along. */
class FutureCore {
public:
    bool isDone() const;
    /** Does background work meanwhile. 0 ms is for good; another thread than the application's does not wait. */
    bool wait(int timeoutMs) const;
    /** Whatever comes of it is not told any more; the work itself goes on. */
    bool cancel() { return settle(CANCELLED); }
    bool isSucceeded() const { return endsAs(SUCCEEDED); }
    bool isFailed() const { return endsAs(FAILED); }
    bool isCancelled() const { return state_ == CANCELLED; }
    Error error() const { return isFailed() ? error_ : Error(Error::NONE); }

protected:
    enum State : uint8_t { RUNNING, SUCCEEDED, FAILED, CANCELLED };
    typedef std::function<void(const Error&)> OnError;

    bool settle(State state);
    bool endsAs(State state) const;
    /** A callback is called once. */
    template <typename Callback, typename... Arguments>
    static void tell(Callback& callback, const Arguments&... arguments) {
        if (callback) {
            const Callback once = std::move(callback);
            callback = nullptr;
            once(arguments...);
        }
    }

    State state_ = RUNNING;
    Error error_{Error::NONE};
    OnError onError_;
};

template <typename Result>
struct OnSuccess {
    typedef std::function<void(const Result&)> Callback;
};
template <>
struct OnSuccess<void> {
    typedef std::function<void()> Callback;
};

template <typename Result>
struct FutureResult {
    void tell(typename OnSuccess<Result>::Callback& callback) const { callback(value); }
    Result value{};
};
template <>
struct FutureResult<void> {
    void tell(OnSuccess<void>::Callback& callback) const { callback(); }
};

template <typename Result>
class FutureState : public FutureCore {
public:
    typedef typename OnSuccess<Result>::Callback Success;
    using FutureCore::OnError;

    /** Both leave the callbacks to tellOutcome(). */
    bool succeed(FutureResult<Result> result) {
        if (!settle(SUCCEEDED)) {
            return false;
        }
        result_ = std::move(result);
        return true;
    }
    bool fail(Error error) {
        if (!settle(FAILED)) {
            return false;
        }
        error_ = std::move(error);
        return true;
    }
    void tellOutcome() {
        if (state_ == FAILED) {
            tell(onError_, error_);
        } else if (state_ == SUCCEEDED && onSuccess_) {
            Success once = std::move(onSuccess_);
            onSuccess_ = nullptr;
            result_.tell(once);
        }
    }

    void onSuccess(Success callback) {
        onSuccess_ = std::move(callback);
        tellIfDone();
    }
    void onError(OnError callback) {
        onError_ = std::move(callback);
        tellIfDone();
    }
    const FutureResult<Result>& result() const { return result_; }

private:
    template <typename>
    friend class FutureOwner;

    void tellIfDone() {
        if (isDone()) {
            tellOutcome();
        }
    }

    unsigned owners_ = 0;
    FutureResult<Result> result_{};
    Success onSuccess_;
};

/** Keeps a state alive. */
template <typename Result>
class FutureOwner {
public:
    explicit FutureOwner(FutureState<Result>* state) : state_(state) { state_->owners_++; }
    FutureOwner(const FutureOwner& other) : FutureOwner(other.state_) {}
    FutureOwner& operator=(const FutureOwner& other) {
        FutureOwner copy(other);
        FutureState<Result>* const own = state_;
        state_ = copy.state_;
        copy.state_ = own;
        return *this;
    }
    ~FutureOwner() {
        if (--state_->owners_ == 0) {
            delete state_;
        }
    }
    FutureState<Result>* operator->() const { return state_; }

private:
    FutureState<Result>* state_;
};

}  // namespace particle::detail
