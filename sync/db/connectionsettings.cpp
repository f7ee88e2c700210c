#include "sync/db/connectionsettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<SslMode, QStringView> sslWords[] = {
    {SslMode::Disable, u"disable"},
    {SslMode::Allow, u"allow"},
    {SslMode::Prefer, u"prefer"},
    {SslMode::Require, u"require"},
    {SslMode::VerifyCa, u"verify-ca"},
    {SslMode::VerifyFull, u"verify-full"},
};

/// libpq 15 looks at ~/.postgresql/root.crt only; most hosted servers use a certificate the system trusts.
QString systemTrustedList()
{
    if (QFileInfo::exists(QDir::homePath() + u"/.postgresql/root.crt"_s))
        return {};
    for (const QString &path : {u"/etc/ssl/certs/ca-certificates.crt"_s, u"/etc/pki/tls/certs/ca-bundle.crt"_s,
             u"/etc/ssl/ca-bundle.pem"_s, u"/etc/ssl/cert.pem"_s}) {
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

/// 127.0.0.0/8; a name such as 127.example.org is none.
bool isLoopbackAddress(const QString &host)
{
    static const QRegularExpression address(u"^127(\\.\\d{1,3}){3}$"_s);
    return address.match(host).hasMatch();
}

} // namespace

QString toWord(SslMode mode)
{
    for (const auto &[value, word] : sslWords)
        if (value == mode)
            return word.toString();
    return {};
}

std::optional<SslMode> sslModeFromWord(QStringView wanted)
{
    for (const auto &[value, word] : sslWords)
        if (word == wanted)
            return value;
    return std::nullopt;
}

bool ConnectionSettings::isLocal() const
{
    return isUnixSocket() || host == u"localhost" || host == u"::1" || isLoopbackAddress(host);
}

SslMode ConnectionSettings::effectiveSslMode() const
{
    if (sslMode)
        return *sslMode;
    return isLocal() ? SslMode::Prefer : SslMode::VerifyFull;
}

bool ConnectionSettings::isProtected() const
{
    return isLocal() || effectiveSslMode() == SslMode::VerifyFull;
}

QString ConnectionSettings::redacted() const
{
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QString url = u"postgresql://"_s;
    if (!user.isEmpty())
        url += encoded(user) + u'@';
    if (isUnixSocket())
        url += encoded(host);
    else
        url += host.contains(u':') ? u'[' + host + u']' : host;
    url += u':' + QString::number(port) + u'/' + encoded(database);
    if (sslMode)
        url += u"?sslmode="_s + toWord(*sslMode);
    return url;
}

QString ConnectionSettings::placeName() const
{
    return isUnixSocket() ? QCoreApplication::translate("Sync::ConnectionSettings", "this computer") : host;
}

QList<std::pair<QByteArray, QByteArray>> ConnectionSettings::libpqParameters() const
{
    QList<std::pair<QByteArray, QByteArray>> parameters;
    const auto add = [&parameters](const char *keyword, const QByteArray &value) {
        if (!value.isEmpty())
            parameters.emplaceBack(QByteArray(keyword), value);
    };
    add("host", host.toUtf8());
    add("port", QByteArray::number(port));
    add("dbname", database.toUtf8());
    add("user", user.toUtf8());
    add("password", password.reveal());
    add("application_name", applicationName.toUtf8());
    add("client_encoding", "UTF8");
    // Measured: keepalives alone miss a link that dies while sending, the user timeout alone one that dies
    // while waiting; together a dead link is noticed after 4 to 6 seconds instead of never.
    add("keepalives", "1");
    add("keepalives_idle", "3");
    add("keepalives_interval", "2");
    add("keepalives_count", "2");
    add("tcp_user_timeout", "5000");
    if (!isUnixSocket()) {
        add("sslmode", toWord(effectiveSslMode()).toLatin1());
        const bool verified = effectiveSslMode() >= SslMode::VerifyCa;
        add("sslrootcert", (rootCertificate.isEmpty() && verified ? systemTrustedList() : rootCertificate).toUtf8());
    }
    for (const auto &[keyword, value] : extraOptions)
        add(keyword.toLatin1().constData(), value.toUtf8());
    return parameters;
}

} // namespace Sync
