#pragma once

#include "sync/async/signalwait.h"

#include <QCoroTask>

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace Sync {

/// Tells the thread it lives on that work elsewhere has ended.
class PoolSignal final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void ended();
};

/// Runs blocking work in a pool and comes back on the calling thread. Nothing when a stop was requested first; the
/// work then runs on to its end by itself, so it must own all it uses.
template <typename T>
QCoro::Task<std::optional<T>> callInPool(QThreadPool *pool, std::function<T()> work, std::stop_token stop)
{
    // Shared with the work, so that whichever of the two ends later finds it alive; deleted by its own thread.
    const std::shared_ptr<PoolSignal> signal(new PoolSignal, [](PoolSignal *object) { object->deleteLater(); });
    const auto result = std::make_shared<std::optional<T>>();
    pool->start([signal, result, work = std::move(work)] {
        auto made = std::make_shared<T>(work());
        QMetaObject::invokeMethod(
            signal.get(),
            [signal, result, made] {
                result->emplace(std::move(*made));
                Q_EMIT signal->ended();
            },
            Qt::QueuedConnection);
    });
    co_await SignalWait(signal.get(), &PoolSignal::ended, stop);
    co_return std::move(*result);
}

} // namespace Sync
