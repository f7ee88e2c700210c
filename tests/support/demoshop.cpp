#include "tests/support/demoshop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; ///< milliseconds

} // namespace

DemoShop::DemoShop(Options options)
    : m_options(std::move(options))
{ }

DemoShop::~DemoShop()
{
    kill();
}

bool DemoShop::start()
{
    QStringList arguments{u"--products"_s, QString::number(m_options.products), u"--seed"_s,
        QString::number(m_options.seed), u"--locations"_s, QString::number(m_options.locations), u"--restore-rate"_s,
        QString::number(m_options.restoreRate), u"--latency-ms"_s, QString::number(m_options.latencyMilliseconds),
        u"--parent-pid"_s, QString::number(QCoreApplication::applicationPid())};
    if (!m_options.bulkFileCache.isEmpty()) {
        arguments << u"--bulk-file-cache"_s << m_options.bulkFileCache;
    }
    arguments << m_options.more;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SYNCDESK_DEMO_TOKEN"_s, token());
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(SYNCDESK_DEMO_SHOP), arguments);
    QElapsedTimer clock;
    clock.start();
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(static_cast<int>(patience - clock.elapsed()))) {
            m_error = u"The demo shop did not start: %1"_s.arg(m_process.errorString());
            return false;
        }
    }
    m_url = QJsonDocument::fromJson(m_process.readLine()).object().value(u"url"_s).toString();
    m_error = m_url.isEmpty() ? u"The demo shop did not say where it listens."_s : QString();
    return m_error.isEmpty();
}

void DemoShop::kill()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
}

QString DemoShop::token() const
{
    return u"shpat_test_0123456789abcdef"_s;
}

QString DemoShop::readOnlyToken() const
{
    return token() + u"_read"_s;
}

QString DemoShop::clientId() const
{
    return u"demo-client"_s;
}

QString DemoShop::clientSecret() const
{
    return token();
}

QByteArray DemoShop::request(const QByteArray &method, const QString &path, const QByteArray &body)
{
    const QUrl url(m_url);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(patience)) {
        m_error = socket.errorString();
        return {};
    }
    // with its port: the addresses in an answer are those of the host that was asked (RFC 9110, 7.2)
    const QByteArray host = url.authority().toUtf8();
    socket.write(method + ' ' + path.toUtf8() + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
        + "X-Shopify-Access-Token: " + token().toUtf8() + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.state() == QAbstractSocket::ConnectedState) {
        if (!socket.waitForReadyRead(patience)) {
            break;
        }
        answer += socket.readAll();
    }
    answer += socket.readAll();
    return answer.sliced(std::max<qsizetype>(0, answer.indexOf("\r\n\r\n")));
}

QJsonObject DemoShop::graphql(const QString &query, const QJsonObject &variables)
{
    const QByteArray body = QJsonDocument(QJsonObject{{u"query"_s, query}, {u"variables"_s, variables}}).toJson();
    return QJsonDocument::fromJson(request("POST", u"/admin/api/2026-10/graphql.json"_s, body).trimmed()).object();
}

QJsonObject DemoShop::control(const QString &what, const QJsonObject &arguments)
{
    const QByteArray body = QJsonDocument(arguments).toJson(QJsonDocument::Compact);
    return QJsonDocument::fromJson(request("POST", u"/demo/"_s + what, body).trimmed()).object();
}

QJsonObject DemoShop::read(const QString &what)
{
    return QJsonDocument::fromJson(request("GET", u"/demo/"_s + what, {}).trimmed()).object();
}

QJsonObject DemoShop::faults(const QJsonArray &rules)
{
    return control(u"faults"_s, {{u"rules"_s, rules}});
}

QJsonObject DemoShop::snapshot(const QStringList &ids)
{
    return read(ids.isEmpty() ? u"snapshot"_s : u"snapshot?ids="_s + ids.join(u','));
}

QJsonArray DemoShop::log()
{
    return read(u"log"_s).value(u"effects"_s).toArray();
}

} // namespace TestSupport
