#include "sync/graphql/bulkdownload.h"

#include "sync/graphql/bulktransfer.h"
#include "sync/graphql/piecequeue.h"

#include <QThread>

#include <mutex>

namespace Sync {

namespace {
constexpr size_t PiecesAhead = 4;
}

Result<BulkDownloadReport> BulkDownload::run(ShopFile file, Sink sink, std::stop_token stop) const
{
    PieceQueue queue(PiecesAhead);
    Result<BulkDownloadReport> result = stopped();
    QThread thread;
    thread.setObjectName(QStringLiteral("download"));
    const auto enqueue = [&queue, stop](QByteArrayView piece) { return queue.push(piece, stop); };
    // Owned by its thread: it goes with the thread's last events, on the thread its connections live on.
    auto *transfer = new BulkTransfer(m_clock, m_settings, std::move(file), enqueue, stop);
    transfer->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, transfer, &BulkTransfer::begin);
    QObject::connect(&thread, &QThread::finished, transfer, &QObject::deleteLater);
    // Once it has ended it may be gone at any moment, so that nobody else may speak to it any more.
    std::mutex endMutex;
    bool hasEnded = false;
    QObject::connect(transfer, &BulkTransfer::ended, transfer, [&](const Result<BulkDownloadReport> &end) {
        const std::lock_guard lock(endMutex);
        hasEnded = true;
        result = end;
        queue.close();
        thread.quit();
    });
    const auto stopTransfer = [&] {
        queue.cancel();
        const std::lock_guard lock(endMutex);
        if (!hasEnded)
            QMetaObject::invokeMethod(transfer, &BulkTransfer::stop, Qt::QueuedConnection);
    };
    {
        const std::stop_callback onStop(stop, stopTransfer);
        thread.start();
        while (std::optional<QByteArray> piece = queue.pop()) {
            if (!sink(*piece)) {
                stopTransfer();
                break;
            }
            queue.recycle(std::move(*piece));
        }
        // The callback must be gone before what it refers to is.
    }
    thread.wait();
    // The network may have been done by then: what the sink did not take has not been handed on.
    if (queue.isCancelled())
        return stopped();
    return result;
}

} // namespace Sync
