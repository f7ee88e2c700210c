#include "sync/graphql/bulktransfer.h"

#include "sync/graphql/tlsreason.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(lcDownload, "syncdesk.download")

constexpr qsizetype PieceSize = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::BulkDownload", text);
}

Failure failure(FailureKind kind, const char *what, const QString &detail)
{
    return {.kind = kind,
        .what = tr(what),
        .meaning = tr("Nothing in it was used."),
        .remedy = tr("Start the pull again."),
        .detail = detail};
}

/// "bytes 100-199/200" gives {100, 200}.
std::optional<std::pair<qint64, qint64>> contentRange(const QByteArray &header)
{
    if (!header.startsWith("bytes "))
        return {};
    const qsizetype dash = header.indexOf('-');
    const qsizetype slash = header.indexOf('/');
    if (dash < 0 || slash < dash)
        return {};
    bool firstOk = false;
    bool totalOk = false;
    const qint64 first = header.mid(6, dash - 6).toLongLong(&firstOk);
    const qint64 total = header.mid(slash + 1).toLongLong(&totalOk);
    if (!firstOk)
        return {};
    return std::pair{first, totalOk ? total : qint64(-1)};
}
} // namespace

BulkTransfer::BulkTransfer(
    Clock &clock, const BulkDownloadSettings &settings, ShopFile file, BulkDownload::Sink sink, std::stop_token stop)
    : m_settings(settings)
    , m_file(std::move(file))
    , m_sink(std::move(sink))
    , m_stop(std::move(stop))
    , m_network(this)
    , m_stall(clock.timer([this] { takeUpAgain(u"no byte for too long"_s); }))
    , m_pause(clock.timer([this] { request(); }))
    , m_buffer(PieceSize, Qt::Uninitialized)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

BulkTransfer::~BulkTransfer()
{
    closeReply();
}

void BulkTransfer::begin()
{
    if (m_stop.stop_requested())
        finish(stopped());
    else
        request();
}

void BulkTransfer::request()
{
    if (m_ended)
        return;
    QNetworkRequest request(m_file.url);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (m_file.url.scheme() == "http"_L1)
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Said by us, so that packed bytes reach us packed and a range means the same before and after a drop. A local
    // shop has nothing to gain from packing.
    const bool startsInside = !m_begun && m_file.from > 0 && !m_wantsWhole;
    const bool isPlain = startsInside || m_file.url.scheme() == "http"_L1;
    request.setRawHeader("Accept-Encoding", isPlain ? "identity" : "gzip");
    if (startsInside)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_file.from) + '-');
    if (m_begun && m_report.transferred > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_report.transferred) + '-');
        if (!m_validator.isEmpty())
            request.setRawHeader("If-Range", m_validator);
    }
    m_headRead = false;
    m_skip = 0;
    m_takenBefore = m_report.transferred;
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(m_settings.readBuffer);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &BulkTransfer::readHead);
    connect(m_reply, &QIODevice::readyRead, this, &BulkTransfer::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &BulkTransfer::readEnd);
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError> &errors) { finish(tlsFailure(m_file.url.host(), errors)); });
    m_stall->startOnce(m_settings.stallTimeout);
}

void BulkTransfer::readHead()
{
    if (m_ended || m_headRead || !m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 200)
        m_headRead = acceptWhole();
    else if (status == 206)
        m_headRead = acceptRest();
    // What is no file is judged once it has ended: aborting inside this signal would confuse the reply.
}

void BulkTransfer::readRefusal()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_reply->error() == QNetworkReply::SslHandshakeFailedError)
        return finish(tlsFailure(m_file.url.host(), {}, m_reply->errorString()));
    if (status == 416 && m_length >= 0 && m_report.transferred == m_length)
        return finishWhole();
    if (status == 0 || status == 429 || status >= 500)
        return takeUpAgain(status == 0 ? m_reply->errorString() : u"HTTP %1"_s.arg(status));
    finish(failure(FailureKind::ShopAnswer,
        QT_TRANSLATE_NOOP("Sync::BulkDownload", "Shopify's download link is no longer valid."),
        u"HTTP %1 from %2"_s.arg(status).arg(m_file.url.host())));
}

bool BulkTransfer::acceptWhole()
{
    if (m_reply->header(QNetworkRequest::ContentTypeHeader).toString().contains("html"_L1, Qt::CaseInsensitive)) {
        finish(failure(FailureKind::ShopAnswer,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "A web page came instead of the file from Shopify."),
            u"content type is HTML"_s));
        return false;
    }
    const QByteArray tag = m_reply->rawHeader("ETag");
    const QByteArray validator = tag.isEmpty() || tag.startsWith("W/") ? m_reply->rawHeader("Last-Modified") : tag;
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const qint64 told = length.isValid() ? length.toLongLong() : -1;
    const bool isPacked = m_reply->rawHeader("Content-Encoding").toLower() == "gzip";
    if (!m_begun) {
        m_begun = true;
        m_validator = validator;
        m_length = told;
        m_skipUnpacked = m_file.from;
        if (isPacked)
            m_gzip.emplace();
        return true;
    }
    // The server does not do ranges, or the file is another one now.
    if (validator != m_validator || told != m_length || isPacked != m_gzip.has_value()) {
        finish(failure(FailureKind::DataCorrupt,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "The file from Shopify changed while it was downloaded."),
            u"length %1, before %2"_s.arg(told).arg(m_length)));
        return false;
    }
    m_skip = m_report.transferred;
    return true;
}

/// The file from the place on that an earlier download got to.
bool BulkTransfer::acceptFirstRest()
{
    if (m_reply->rawHeader("Content-Encoding").toLower() == "gzip") {
        // A range of the packed bytes says nothing; aborting inside the reply's signal would confuse it.
        m_changesMind = true;
        QMetaObject::invokeMethod(this, &BulkTransfer::askForWhole, Qt::QueuedConnection);
        return false;
    }
    const auto range = contentRange(m_reply->rawHeader("Content-Range"));
    if (!range || range->first != m_file.from || (m_file.bytes >= 0 && range->second != m_file.bytes)) {
        finish(failure(FailureKind::DataCorrupt,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "The file from Shopify is not the one that was begun."),
            u"Content-Range: %1"_s.arg(QString::fromLatin1(m_reply->rawHeader("Content-Range")))));
        return false;
    }
    const QByteArray tag = m_reply->rawHeader("ETag");
    m_validator = tag.isEmpty() || tag.startsWith("W/") ? m_reply->rawHeader("Last-Modified") : tag;
    m_begun = true;
    m_length = range->second;
    m_report.transferred = m_report.bytes = m_takenBefore = m_file.from;
    return true;
}

void BulkTransfer::askForWhole()
{
    m_changesMind = false;
    if (m_ended)
        return;
    m_wantsWhole = true;
    closeReply();
    request();
}

bool BulkTransfer::acceptRest()
{
    if (!m_begun && m_file.from > 0)
        return acceptFirstRest();
    const auto range = contentRange(m_reply->rawHeader("Content-Range"));
    const bool isOurs = m_begun && range && range->first == m_report.transferred
        && (m_length < 0 || range->second < 0 || range->second == m_length);
    if (!isOurs) {
        finish(failure(FailureKind::DataCorrupt,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "The file from Shopify changed while it was downloaded."),
            u"Content-Range: %1"_s.arg(QString::fromLatin1(m_reply->rawHeader("Content-Range")))));
        return false;
    }
    if (m_length < 0)
        m_length = range->second;
    return true;
}

void BulkTransfer::readBody()
{
    readHead();
    while (!m_ended && m_headRead && m_reply && m_reply->bytesAvailable() > 0) {
        if (m_stop.stop_requested())
            return finish(stopped());
        const qint64 count = m_reply->read(m_buffer.data(), m_buffer.size());
        if (count <= 0)
            break;
        QByteArrayView piece(m_buffer.constData(), count);
        const qint64 passed = std::min<qint64>(m_skip, count);
        m_skip -= passed;
        piece = piece.sliced(passed);
        if (piece.isEmpty())
            continue;
        if (m_report.transferred == 0 && !m_gzip && piece.front() == '<')
            return finish(failure(FailureKind::ShopAnswer,
                QT_TRANSLATE_NOOP("Sync::BulkDownload", "A web page came instead of the file from Shopify."),
                u"begins with <"_s));
        m_report.transferred += piece.size();
        const Result<bool> taken = take(piece);
        if (!taken)
            return finish(taken.failure());
        if (!*taken)
            return finish(stopped());
    }
    if (!m_ended)
        m_stall->startOnce(m_settings.stallTimeout);
}

Result<bool> BulkTransfer::take(QByteArrayView bytes)
{
    const auto count = [this](QByteArrayView piece) {
        m_report.bytes += piece.size();
        const qint64 skipped = std::min<qint64>(m_skipUnpacked, piece.size());
        m_skipUnpacked -= skipped;
        return skipped == piece.size() || m_sink(piece.sliced(skipped));
    };
    if (m_gzip)
        return m_gzip->decode(bytes, count);
    return count(bytes);
}

void BulkTransfer::readEnd()
{
    if (m_ended || !m_reply)
        return;
    readBody();
    if (m_ended || !m_reply || m_changesMind)
        return;
    if (!m_headRead)
        return readRefusal();
    if (m_reply->error() != QNetworkReply::NoError)
        return takeUpAgain(m_reply->errorString());
    // Fewer bytes than told is a drop that went unnoticed.
    if (m_length >= 0 && m_report.transferred < m_length)
        return takeUpAgain(u"%1 of %2 bytes"_s.arg(m_report.transferred).arg(m_length));
    finishWhole();
}

void BulkTransfer::finishWhole()
{
    if (m_gzip && !m_gzip->isComplete())
        return finish(failure(FailureKind::DataCorrupt,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "The file from Shopify was cut short."),
            u"gzip stream has no end"_s));
    const bool isTooLong = m_length >= 0 && m_report.transferred > m_length;
    if (isTooLong || (m_file.bytes >= 0 && m_report.bytes != m_file.bytes))
        return finish(failure(FailureKind::DataCorrupt,
            QT_TRANSLATE_NOOP("Sync::BulkDownload", "The file from Shopify does not have the length Shopify told."),
            u"%1 bytes instead of %2"_s.arg(m_report.bytes).arg(m_file.bytes)));
    m_ended = true;
    closeReply();
    Q_EMIT ended(m_report);
}

void BulkTransfer::takeUpAgain(const QString &why)
{
    if (m_ended || m_changesMind)
        return;
    m_fruitless = m_report.transferred > m_takenBefore ? 0 : m_fruitless + 1;
    closeReply();
    if (m_fruitless >= m_settings.attemptsWithoutProgress)
        return finish(failure(FailureKind::ShopUnreachable,
            QT_TRANSLATE_NOOP(
                "Sync::BulkDownload", "The download from Shopify broke off and could not be taken up again."),
            why));
    qCInfo(lcDownload, "taking up the download again after %lld bytes: %s", m_report.transferred, qUtf8Printable(why));
    ++m_report.resumes;
    m_pause->startOnce(m_settings.resumeDelay * (1 << std::min(m_fruitless, 4)));
}

void BulkTransfer::finish(Failure failure)
{
    if (m_ended)
        return;
    m_ended = true;
    m_pause->stop();
    closeReply();
    Q_EMIT ended(std::move(failure));
}

void BulkTransfer::closeReply()
{
    m_stall->stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

} // namespace Sync
