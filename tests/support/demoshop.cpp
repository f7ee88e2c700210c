#include "tests/support/demoshop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>
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
    m_wasKilled = false;
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
    m_wasKilled = true;
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

/// The answer to a request, with its head, once the shop has closed the connection; what came until then with error().
QByteArray DemoShop::exchange(const QByteArray &request)
{
    m_error.clear();
    const QUrl url(m_url);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(patience)) {
        m_error = socket.errorString();
        return {};
    }
    socket.write(request);
    QByteArray answer;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(patience)) {
        answer += socket.readAll();
    }
    answer += socket.readAll();
    if (socket.state() == QAbstractSocket::ConnectedState) {
        m_error = u"there was no whole answer after %1 s"_s.arg(patience / 1000);
    }
    return answer;
}

QJsonObject DemoShop::request(const QByteArray &method, const QString &path, const QByteArray &body)
{
    // with its port: the addresses in an answer are those of the host that was asked (RFC 9110, 7.2)
    const QByteArray answer = exchange(method + ' ' + path.toUtf8() + " HTTP/1.1\r\nHost: "
        + QUrl(m_url).authority().toUtf8() + "\r\nConnection: close\r\n" + "X-Shopify-Access-Token: " + token().toUtf8()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body);
    const QByteArray content = answer.sliced(std::max<qsizetype>(0, answer.indexOf("\r\n\r\n"))).trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(content);
    const QString asked = QString::fromLatin1(method) + u' ' + path;
    if (!m_error.isEmpty()) {
        complain(asked, m_error);
    } else if (!document.isObject() && path.startsWith(u"/demo/"_s)) { // what faults do to the others is as it is
        complain(asked,
            u"the answer is no JSON object: "_s
                + QString::fromUtf8(answer.first(std::min<qsizetype>(answer.size(), 500))));
    }
    return document.object();
}

void DemoShop::complain(const QString &about, const QString &why)
{
    m_error = u"The demo shop was asked %1, but %2"_s.arg(about, why);
    if (m_wasKilled) {
        return;
    }
    if (QTest::currentTestFunction()) {
        QTest::qFail(qPrintable(m_error), __FILE__, __LINE__);
    } else {
        qFatal("%s", qUtf8Printable(m_error));
    }
}

QJsonObject DemoShop::graphql(const QString &query, const QJsonObject &variables)
{
    const QByteArray body = QJsonDocument(QJsonObject{{u"query"_s, query}, {u"variables"_s, variables}}).toJson();
    return request("POST", u"/admin/api/2026-10/graphql.json"_s, body);
}

QJsonObject DemoShop::control(const QString &what, const QJsonObject &arguments)
{
    return request("POST", u"/demo/"_s + what, QJsonDocument(arguments).toJson(QJsonDocument::Compact));
}

QJsonObject DemoShop::read(const QString &what)
{
    return request("GET", u"/demo/"_s + what, {});
}

QJsonObject DemoShop::faults(const QJsonArray &rules)
{
    const QJsonObject answer = control(u"faults"_s, {{u"rules"_s, rules}});
    if (answer.contains(u"error"_s)) {
        complain(u"to have faults"_s, answer[u"error"].toString());
    } else if (!answer.isEmpty() && answer[u"rules"].toArray().size() != rules.size()) {
        complain(u"to have faults"_s, u"it did not take them all"_s);
    }
    return answer;
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
