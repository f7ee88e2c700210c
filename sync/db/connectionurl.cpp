// Reading of database URLs; see ConnectionSettings::fromUrl().
#include "sync/db/connectionsettings.h"

#include <QCoreApplication>
#include <QStringList>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ConnectionSettings)
};

Failure unusable(const QString &why)
{
    return {FailureKind::BadInput, Words::tr("The database address cannot be used: %1").arg(why),
        Words::tr("Nothing was connected to and nothing was changed."),
        Words::tr("Write it as postgresql://user:password@computer:5432/database, with special characters in the "
                  "password percent-encoded, for example %40 for @.")};
}

/// Percent-decoded text, or nothing for a damaged escape, bad UTF-8 or an encoded NUL.
std::optional<QString> decoded(QStringView text)
{
    QByteArray bytes;
    const QByteArray encoded = text.toUtf8();
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded.at(i) != '%') {
            bytes += encoded.at(i);
            continue;
        }
        bool isNumber = false;
        const uint code = i + 2 < encoded.size() ? encoded.mid(i + 1, 2).toUInt(&isNumber, 16) : 0;
        if (!isNumber || code == 0)
            return std::nullopt;
        bytes += static_cast<char>(code);
        i += 2;
    }
    const QString result = QString::fromUtf8(bytes);
    if (result.contains(QChar::ReplacementCharacter))
        return std::nullopt;
    return result;
}

std::optional<quint16> portFrom(QStringView text)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    if (!isNumber || port == 0 || port > 65535)
        return std::nullopt;
    return static_cast<quint16>(port);
}

/// The part before the first of \a ends, which is cut from \a rest.
QStringView takeUntil(QStringView &rest, QStringView ends)
{
    qsizetype length = 0;
    while (length < rest.size() && !ends.contains(rest.at(length)))
        ++length;
    const QStringView part = rest.first(length);
    rest = rest.sliced(length);
    return part;
}

/// `user[:password]` in front of the '@'.
std::optional<Failure> readUser(QStringView text, ConnectionSettings &settings)
{
    const qsizetype colon = text.indexOf(u':');
    const auto user = decoded(colon < 0 ? text : text.first(colon));
    const auto password = decoded(colon < 0 ? QStringView() : text.sliced(colon + 1));
    if (!user || !password)
        return unusable(Words::tr("the user name or password holds a damaged percent-encoding."));
    settings.user = *user;
    settings.password = Secret(*password);
    return std::nullopt;
}

/// `host[:port]`, `[v6][:port]` or an encoded socket directory.
std::optional<Failure> readHost(QStringView text, ConnectionSettings &settings)
{
    QStringView port;
    QStringView host = text;
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0)
            return unusable(Words::tr("a bracket is missing after the IPv6 address."));
        host = text.sliced(1, close - 1);
        const QStringView after = text.sliced(close + 1);
        if (!after.isEmpty() && !after.startsWith(u':'))
            return unusable(Words::tr("there is something between the IPv6 address and the port."));
        port = after.isEmpty() ? after : after.sliced(1);
    } else if (const qsizetype colon = text.lastIndexOf(u':'); colon >= 0) {
        host = text.first(colon);
        port = text.sliced(colon + 1);
    }
    if (host.contains(u','))
        return unusable(Words::tr("it names several computers; Syncdesk uses one."));
    const auto name = decoded(host);
    if (!name)
        return unusable(Words::tr("the computer's name holds a damaged percent-encoding."));
    settings.host = *name;
    if (port.isEmpty())
        return std::nullopt;
    // Not repeated in the message: with an unencoded '/' in the password this is a piece of the password.
    const auto number = portFrom(port);
    if (!number)
        return unusable(Words::tr("the port must be a number from 1 to 65535."));
    settings.port = *number;
    return std::nullopt;
}

std::optional<Failure> readOption(
    const QString &key, const QString &value, ConnectionSettings &settings, QStringList *ignored)
{
    static const QStringList passedOn{u"options"_s, u"sslcert"_s, u"sslkey"_s, u"sslcrl"_s, u"channel_binding"_s,
        u"target_session_attrs"_s, u"gssencmode"_s, u"krbsrvname"_s, u"hostaddr"_s, u"require_auth"_s};
    if (key == u"sslmode") {
        settings.sslMode = sslModeFromWord(value);
        if (!settings.sslMode)
            return unusable(Words::tr("\"%1\" is no way to protect a connection (sslmode).").arg(value));
    } else if (key == u"port") {
        const auto number = portFrom(value);
        if (!number)
            return unusable(Words::tr("the port must be a number from 1 to 65535."));
        settings.port = *number;
    } else if (key == u"connect_timeout") {
        bool isNumber = false;
        const int seconds = value.toInt(&isNumber);
        if (!isNumber || seconds < 0)
            return unusable(Words::tr("the connect_timeout must be a number of seconds."));
        // 0 means for ever to libpq; a window must not wait that long, so it means our default.
        if (seconds > 0)
            settings.connectTimeout = std::chrono::seconds(seconds);
    } else if (key == u"host") {
        settings.host = value;
    } else if (key == u"user") {
        settings.user = value;
    } else if (key == u"password") {
        settings.password = Secret(value);
    } else if (key == u"dbname") {
        settings.database = value;
    } else if (key == u"sslrootcert") {
        settings.rootCertificate = value;
    } else if (key == u"application_name") {
        settings.applicationName = value;
    } else if (passedOn.contains(key)) {
        settings.extraOptions.emplaceBack(key, value);
    } else if (ignored) {
        ignored->append(key);
    }
    return std::nullopt;
}

std::optional<Failure> readOptions(QStringView text, ConnectionSettings &settings, QStringList *ignored)
{
    for (const QStringView option : text.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = option.indexOf(u'=');
        const auto key = decoded(equals < 0 ? option : option.first(equals));
        const auto value = decoded(equals < 0 ? QStringView() : option.sliced(equals + 1));
        if (!key || !value)
            return unusable(Words::tr("an option holds a damaged percent-encoding."));
        if (auto failure = readOption(*key, *value, settings, ignored))
            return failure;
    }
    return std::nullopt;
}

} // namespace

Result<ConnectionSettings> ConnectionSettings::fromUrl(QStringView url, QStringList *ignoredOptions)
{
    QStringView rest = url.trimmed();
    if (rest.isEmpty())
        return unusable(Words::tr("it is empty."));
    const qsizetype schemeEnd = rest.indexOf(u"://");
    const QStringView scheme = schemeEnd < 0 ? QStringView() : rest.first(schemeEnd);
    if (scheme != u"postgresql" && scheme != u"postgres" && !scheme.startsWith(u"postgresql+"))
        return unusable(Words::tr("it does not begin with postgresql://."));
    rest = rest.sliced(schemeEnd + 3);

    ConnectionSettings settings;
    // An '@' inside a password is often forgotten to be encoded: the last one in front of the path counts.
    const QStringView authority = takeUntil(rest, u"/?#");
    const qsizetype at = authority.lastIndexOf(u'@');
    if (at >= 0)
        if (auto failure = readUser(authority.first(at), settings))
            return *failure;
    if (auto failure = readHost(authority.sliced(at + 1), settings))
        return *failure;
    if (rest.startsWith(u'/')) {
        rest = rest.sliced(1);
        const auto database = decoded(takeUntil(rest, u"?#"));
        if (!database)
            return unusable(Words::tr("the database's name holds a damaged percent-encoding."));
        settings.database = *database;
    }
    if (rest.startsWith(u'#'))
        return unusable(Words::tr("it holds a # that is not percent-encoded."));
    if (rest.startsWith(u'?'))
        if (auto failure = readOptions(rest.sliced(1), settings, ignoredOptions))
            return *failure;
    if (settings.database.isEmpty())
        return unusable(Words::tr("the database's name is missing at its end."));
    return settings;
}

} // namespace Sync
