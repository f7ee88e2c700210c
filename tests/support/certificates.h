#pragma once

#include <QString>
#include <QTemporaryDir>

namespace TestSupport {

/// Where a certificate and its key are, both PEM.
struct CertificateFiles
{
    QString certificate;
    QString key;
};

/// What is wrong with a server's certificate.
enum class CertificateFlaw {
    None, ///< Vouched for by authority(), for 127.0.0.1 and localhost.
    SelfSigned, ///< Vouched for by itself.
    WrongHost, ///< Vouched for, but made out to elsewhere.example.
    Expired, ///< Vouched for, but its time was over yesterday.
};

/// Certificates for servers on this computer, made by openssl in a folder of their own, and the authority that vouches
/// for most of them. Ends the test program when openssl cannot do it.
class Certificates final
{
    Q_DISABLE_COPY_MOVE(Certificates)

public:
    Certificates();

    /// The authority's certificate: whoever trusts it trusts what it vouches for.
    QString authority() const { return file(QStringLiteral("authority.pem")); }
    /// A certificate with that flaw, made on first use.
    CertificateFiles make(CertificateFlaw flaw);

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    void openssl(const QStringList &arguments) const;

    QTemporaryDir m_folder;
};

} // namespace TestSupport
