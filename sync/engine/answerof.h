#pragma once

#include "sync/api/result.h"

#include <QCoroFuture>
#include <QCoroTask>
#include <QFuture>
#include <QPromise>

#include <memory>
#include <utility>

namespace Sync {

/// What a future comes to; one that was cancelled, because what answers it is going, is a stop. Resumes on the thread
/// that awaits it; whoever does must look afterwards whether it is still there itself.
template <typename T>
QCoro::Task<Result<T>> answerOf(QFuture<Result<T>> future)
{
    // Without its type: QCoro 0.8 takes the result of one that has a type, and of a cancelled one there is none.
    const QFuture<void> finished(future);
    co_await qCoro(finished).waitForFinished();
    if (future.isCanceled() || future.resultCount() == 0)
        co_return stopped();
    co_return future.result();
}

namespace AnswerDetail {
template <typename T>
QCoro::Task<void> deliver(QCoro::Task<Result<T>> task, std::shared_ptr<QPromise<Result<T>>> promise)
{
    promise->addResult(co_await task);
    promise->finish();
}
} // namespace AnswerDetail

/// The other way round: the future of a task, which starts at once.
template <typename T>
QFuture<Result<T>> futureOf(QCoro::Task<Result<T>> task)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QFuture<Result<T>> future = promise->future();
    AnswerDetail::deliver<T>(std::move(task), std::move(promise));
    return future;
}

} // namespace Sync
