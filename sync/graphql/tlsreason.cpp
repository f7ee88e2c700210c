#include "sync/graphql/tlsreason.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QStringList>

namespace Sync {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::ShopClient", text);
}

QString reason(const QString &host, const QSslError &error)
{
    switch (error.error()) {
    case QSslError::HostNameMismatch: {
        const QString owner = error.certificate().subjectInfo(QSslCertificate::CommonName).join(u", ");
        return tr("The certificate is not for %1 (it is for %2).").arg(host, owner);
    }
    case QSslError::CertificateExpired:
        return tr("The certificate of %1 has expired.").arg(host);
    case QSslError::CertificateNotYetValid:
        return tr("The certificate of %1 is not valid yet; this computer's clock may be wrong.").arg(host);
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return tr("The certificate of %1 was made by itself; nobody vouches for it.").arg(host);
    default:
        return tr("Nobody this computer trusts vouches for the certificate of %1.").arg(host);
    }
}

/// How much an error tells a person; the chain errors behind it follow from it.
int weight(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return 3;
    case QSslError::HostNameMismatch:
        return 2;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return 1;
    default:
        return 0;
    }
}
} // namespace

Failure tlsFailure(const QString &host, const QList<QSslError> &errors, const QString &detail)
{
    QSslError worst;
    QStringList details;
    for (const QSslError &error : errors) {
        if (details.isEmpty() || weight(error.error()) > weight(worst.error()))
            worst = error;
        details += error.errorString();
    }
    return {.kind = FailureKind::ShopTls,
        .what = errors.isEmpty() ? tr("%1 and this computer could not agree on a safe connection.").arg(host)
                                 : reason(host, worst),
        .meaning = tr("The connection was refused to protect your data; nothing was sent."),
        .remedy = tr("Check this computer's clock and network, or ask whoever looks after the network whether it "
                     "inspects connections."),
        .detail = details.isEmpty() ? detail : details.join(u"; ")};
}

} // namespace Sync
