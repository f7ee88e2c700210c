#pragma once

#include "sync/api/result.h"
#include "sync/api/secret.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>

namespace Sync {

/// How a connection to PostgreSQL is protected; the words of libpq's `sslmode`.
enum class SslMode { Disable, Allow, Prefer, Require, VerifyCa, VerifyFull };

QString toWord(SslMode mode);
std::optional<SslMode> sslModeFromWord(QStringView word);

/// Where a PostgreSQL database is and as whom to use it. A plain value; the password cannot be printed.
struct ConnectionSettings
{
    QString host; ///< A name, an address, or the directory of a unix socket (begins with '/').
    quint16 port = 5432;
    QString database;
    QString user;
    Secret password;
    QString applicationName = QStringLiteral("syncdesk");
    /// Unset means: VerifyFull for another computer, Prefer for this one.
    std::optional<SslMode> sslMode;
    QString rootCertificate; ///< PEM file; empty means libpq's own place, then the system's trusted list.
    std::chrono::seconds connectTimeout{5};
    /// Further libpq options taken over from a URL (`options`, `sslcert`, `sslkey`, `channel_binding`, …).
    QList<std::pair<QString, QString>> extraOptions;

    bool operator==(const ConnectionSettings &) const = default;

    /// Reads `postgresql://`, `postgres://` and `postgresql+driver://` URLs as libpq and SQLAlchemy write them:
    /// percent-encoding, IPv6 in brackets, unix socket directories as host or `?host=`, options. Options nobody
    /// here knows are left out and named in \a ignoredOptions. The failure never repeats the password.
    static Result<ConnectionSettings> fromUrl(QStringView url, QStringList *ignoredOptions = nullptr);

    bool isUnixSocket() const { return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@'); }
    /// True when the traffic does not leave this computer.
    bool isLocal() const;
    SslMode effectiveSslMode() const;
    /// True when nobody on the network between can read or change what is said.
    bool isProtected() const;
    /// As a URL without the password, for logs and the status bar.
    QString redacted() const;
    /// The computer's name in sentences: the host, or "this computer".
    QString placeName() const;

    /// The keyword/value pairs for PQconnectStartParams(), with keepalives that notice a dead link in seconds.
    /// Holds the password; to be handed to libpq and dropped.
    QList<std::pair<QByteArray, QByteArray>> libpqParameters() const;
};

} // namespace Sync
