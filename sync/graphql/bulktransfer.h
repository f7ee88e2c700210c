#pragma once

#include "sync/graphql/bulkdownload.h"
#include "sync/graphql/gzipdecoder.h"
#include "sync/ports/clock.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <optional>

namespace Sync {

/// One run of BulkDownload: its connections, one after another, and what has been taken so far. Works on the thread it
/// lives on, which needs an event loop; the sink is called there.
class BulkTransfer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkTransfer)

public:
    BulkTransfer(Clock &clock, const BulkDownloadSettings &settings, ShopFile file, BulkDownload::Sink sink,
        std::stop_token stop);
    ~BulkTransfer() override;

    /// Starts; to be called once, on the thread it lives on.
    void begin();
    /// Ends as stopped. To be called on the thread it lives on.
    void stop() { finish(stopped()); }

Q_SIGNALS:
    /// Emitted once, last.
    void ended(const Sync::Result<Sync::BulkDownloadReport> &result);

private:
    void request();
    void readHead();
    void readRefusal();
    void readBody();
    void readEnd();
    bool acceptWhole();
    bool acceptRest();
    bool acceptFirstRest();
    void askForWhole();
    Result<bool> take(QByteArrayView bytes);
    void takeUpAgain(const QString &why);
    void finish(Failure failure);
    void finishWhole();
    void closeReply();

    BulkDownloadSettings m_settings;
    ShopFile m_file;
    BulkDownload::Sink m_sink;
    std::stop_token m_stop;

    QNetworkAccessManager m_network;
    std::unique_ptr<Timer> m_stall; ///< No byte has come for too long.
    std::unique_ptr<Timer> m_pause; ///< Before the next attempt.
    QNetworkReply *m_reply = nullptr;
    QByteArray m_buffer;

    std::optional<GzipDecoder> m_gzip;
    QByteArray m_validator; ///< ETag or Last-Modified of the file first seen.
    qint64 m_length = -1; ///< Of the file as transferred, once told.
    qint64 m_skip = 0; ///< Bytes to pass over because the server sent the file from its start again.
    qint64 m_skipUnpacked = 0; ///< Unpacked bytes to pass over because no part of the file was to be had.
    /// A part cannot be asked for, because the file comes packed; the whole will be asked for next.
    bool m_wantsWhole = false;
    bool m_changesMind = false;
    bool m_begun = false; ///< The head of the first answer was accepted.
    bool m_headRead = false; ///< The head of this answer was accepted.
    int m_fruitless = 0;
    qint64 m_takenBefore = 0; ///< Bytes taken when this connection began.
    BulkDownloadReport m_report;
    bool m_ended = false;
};

} // namespace Sync
