#pragma once

#include "spark_wiring_async_state.h"

/** Outcomes that come later. Source: Device OS v2.3.1 wiring/inc/spark_wiring_async.h. */
namespace particle {

template <typename Result>
class Future;

/** The side that will know the outcome. */
template <typename Result>
class PromiseBase {
public:
    void setError(Error error) {
        if (state_->fail(std::move(error))) {
            state_->tellOutcome();
        }
    }
    bool isDone() const { return state_->isDone(); }
    Future<Result> future() const;

protected:
    detail::FutureOwner<Result> state_{new detail::FutureState<Result>()};
};

template <typename Result>
class Promise : public PromiseBase<Result> {
public:
    void setResult(Result result) {
        if (this->state_->succeed({std::move(result)})) {
            this->state_->tellOutcome();
        }
    }
};

template <>
class Promise<void> : public PromiseBase<void> {
public:
    void setResult() {
        if (state_->succeed({})) {
            state_->tellOutcome();
        }
    }
};

/** The side that waits for it. */
template <typename Result>
class FutureBase {
public:
    typedef typename detail::FutureState<Result>::Success OnSuccessCallback;
    typedef typename detail::FutureState<Result>::OnError OnErrorCallback;

    explicit FutureBase(Error error) { state_->fail(std::move(error)); }
    explicit FutureBase(Error::Type error) : FutureBase(Error(error)) {}
    explicit FutureBase(const detail::FutureOwner<Result>& state) : state_(state) {}

    /** Answers whether the outcome is known. */
    bool wait(int timeoutMs = 0) const { return state_->wait(timeoutMs); }
    bool cancel() { return state_->cancel(); }
    bool isDone() const { return state_->isDone(); }
    bool isCancelled() const { return state_->isCancelled(); }
    /** These wait. */
    bool isSucceeded() const { return state_->isSucceeded(); }
    bool isFailed() const { return state_->isFailed(); }
    Error error() const { return state_->error(); }

    /** Called in background work, or at once where the outcome is known already. */
    Future<Result>& onSuccess(OnSuccessCallback callback) {
        state_->onSuccess(std::move(callback));
        return static_cast<Future<Result>&>(*this);
    }
    Future<Result>& onError(OnErrorCallback callback) {
        state_->onError(std::move(callback));
        return static_cast<Future<Result>&>(*this);
    }

protected:
    FutureBase() = default;

    detail::FutureOwner<Result> state_{new detail::FutureState<Result>()};
};

template <typename Result>
class Future : public FutureBase<Result> {
public:
    using FutureBase<Result>::FutureBase;
    explicit Future(Result result) { this->state_->succeed({std::move(result)}); }

    /** Waits for it; where there is none in the end, the default. */
    Result result(Result otherwise = Result()) const {
        return this->isSucceeded() ? this->state_->result().value : otherwise;
    }
    operator Result() const { return result(); }
};

template <>
class Future<void> : public FutureBase<void> {
public:
    using FutureBase<void>::FutureBase;
    /** One that has succeeded. */
    Future() { state_->succeed({}); }
};

template <typename Result>
Future<Result> PromiseBase<Result>::future() const {
    return Future<Result>(state_);
}

}  // namespace particle
