#include "tests/support/certificates.h"

#include <QFile>
#include <QProcess>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

QStringList newKey(const QString &keyFile)
{
    return {
        u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-keyout"_s, keyFile};
}

QString nameOf(CertificateFlaw flaw)
{
    switch (flaw) {
    case CertificateFlaw::None:
        return u"good"_s;
    case CertificateFlaw::SelfSigned:
        return u"self-signed"_s;
    case CertificateFlaw::WrongHost:
        return u"wrong-host"_s;
    case CertificateFlaw::Expired:
        return u"expired"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Certificates::Certificates()
{
    openssl(QStringList{
                u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Test Authority"_s, u"-out"_s, authority()}
        + newKey(file(u"authority.key"_s)));
}

CertificateFiles Certificates::make(CertificateFlaw flaw)
{
    const QString name = nameOf(flaw);
    const CertificateFiles files{file(name + u".pem"_s), file(name + u".key"_s)};
    if (QFile::exists(files.certificate))
        return files;
    const bool isElsewhere = flaw == CertificateFlaw::WrongHost;
    const QString subject = isElsewhere ? u"/CN=elsewhere.example"_s : u"/CN=localhost"_s;
    const QString hosts
        = isElsewhere ? u"subjectAltName=DNS:elsewhere.example"_s : u"subjectAltName=IP:127.0.0.1,DNS:localhost"_s;
    if (flaw == CertificateFlaw::SelfSigned) {
        openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-subj"_s, subject, u"-addext"_s, hosts,
                    u"-out"_s, files.certificate}
            + newKey(files.key));
        return files;
    }
    const QString request = file(name + u".csr"_s);
    openssl(QStringList{u"req"_s, u"-new"_s, u"-subj"_s, subject, u"-addext"_s, hosts, u"-out"_s, request}
        + newKey(files.key));
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-copy_extensions"_s, u"copy"_s, u"-CA"_s, authority(),
        u"-CAkey"_s, file(u"authority.key"_s), u"-CAcreateserial"_s, u"-days"_s,
        flaw == CertificateFlaw::Expired ? u"-1"_s : u"2"_s, u"-out"_s, files.certificate});
    return files;
}

void Certificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s", qUtf8Printable(arguments.join(u' ')), process.readAll().constData());
}

} // namespace TestSupport
