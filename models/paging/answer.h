#pragma once

#include "sync/api/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace Models {

/// Calls `handler` with the answer of `future`, once, in the thread of `context` and never inside this call.
/// Nothing is called when `context` dies first. A future that was cancelled before it was answered arrives as
/// Sync::stopped().
///
/// Use it instead of QFuture::then(context, …): in Qt 6.4 that asserts when the context is gone before the answer.
template <typename T, typename Handler>
void whenAnswered(const QFuture<Sync::Result<T>> &future, QObject *context, Handler handler)
{
    using Watcher = QFutureWatcher<Sync::Result<T>>;
    auto *watcher = new Watcher(context);
    QObject::connect(watcher, &Watcher::finished, context, [watcher, handler = std::move(handler)]() mutable {
        watcher->deleteLater();
        const QFuture<Sync::Result<T>> done = watcher->future();
        if (done.resultCount() == 0)
            handler(Sync::Result<T>(Sync::stopped()));
        else
            handler(done.resultAt(0));
    });
    watcher->setFuture(future);
}

} // namespace Models
