#include "sync/graphql/bulkdownload.h"

#include "sync/graphql/bulktransfer.h"
#include "sync/graphql/piecequeue.h"

#include <QThread>

namespace Sync {

namespace {
constexpr size_t PiecesAhead = 4;
}

Result<BulkDownloadReport> BulkDownload::run(QUrl url, qint64 expectedBytes, Sink sink, std::stop_token stop) const
{
    PieceQueue queue(PiecesAhead);
    Result<BulkDownloadReport> result = stopped();
    QThread thread;
    thread.setObjectName(QStringLiteral("download"));
    const auto enqueue = [&queue, stop](QByteArrayView piece) { return queue.push(piece, stop); };
    // Owned by its thread: it goes with the thread's last events, on the thread its connections live on.
    auto *transfer = new BulkTransfer(m_settings, std::move(url), expectedBytes, enqueue, stop);
    transfer->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, transfer, &BulkTransfer::begin);
    QObject::connect(&thread, &QThread::finished, transfer, &QObject::deleteLater);
    QObject::connect(transfer, &BulkTransfer::ended, transfer, [&](const Result<BulkDownloadReport> &end) {
        result = end;
        queue.close();
        thread.quit();
    });
    {
        std::stop_callback onStop(stop, [transfer, &queue] {
            queue.cancel();
            QMetaObject::invokeMethod(transfer, &BulkTransfer::stop, Qt::QueuedConnection);
        });
        thread.start();
        while (std::optional<QByteArray> piece = queue.pop()) {
            if (!sink(*piece)) {
                queue.cancel();
                QMetaObject::invokeMethod(transfer, &BulkTransfer::stop, Qt::QueuedConnection);
                break;
            }
            queue.recycle(std::move(*piece));
        }
        // The callback must be gone before the transfer is.
    }
    thread.wait();
    return result;
}

} // namespace Sync
