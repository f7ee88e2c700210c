#include "sync/db/pgsession.h"
#include "tests/support/certificates.h"
#include "tests/support/privatepostgres.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;
using TestSupport::CertificateFiles;
using TestSupport::CertificateFlaw;

namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

/// Connections over TCP to a server whose certificate is right, or wrong in one way.
class TestPgTls final : public QObject
{
    Q_OBJECT

    TestSupport::Certificates m_certificates;
    PrivatePostgres m_postgres{{}, freePort()};

    ConnectionSettings overTcp(SslMode mode, const QString &rootCertificate) const
    {
        ConnectionSettings settings = m_postgres.settings();
        settings.host = u"127.0.0.1"_s;
        settings.sslMode = mode;
        settings.rootCertificate = rootCertificate;
        return settings;
    }
    QString setting(const QString &name) const
    {
        const auto session = PgSession::open(m_postgres.settings());
        const auto rows = (*session)->executeText(u"show "_s + name);
        return rows ? rows->first().text(0) : QString();
    }
    /// Starts a new life of the server's TLS with that certificate.
    void show(CertificateFlaw flaw)
    {
        const CertificateFiles files = m_certificates.make(flaw);
        const QString folder = m_postgres.directory() + u"/data/"_s;
        const QString name = QFileInfo(files.certificate).baseName();
        for (const auto &[from, to] : {std::pair{files.certificate, name + u".crt"_s}, {files.key, name + u".key"_s}}) {
            QFile::remove(folder + to);
            QVERIFY(QFile::copy(from, folder + to));
            // The server's user reads it, and nobody beside: PostgreSQL insists.
            QVERIFY(QFile::setPermissions(folder + to, QFile::ReadOwner | QFile::WriteOwner));
            QVERIFY(chown(QFile::encodeName(folder + to).constData(), QFileInfo(folder + u"PG_VERSION"_s).ownerId(),
                        QFileInfo(folder + u"PG_VERSION"_s).groupId())
                == 0);
        }
        const auto session = PgSession::open(m_postgres.settings());
        QVERIFY(session);
        QVERIFY((*session)->executeText(u"alter system set ssl_cert_file = '%1.crt'"_s.arg(name)));
        QVERIFY((*session)->executeText(u"alter system set ssl_key_file = '%1.key'"_s.arg(name)));
        QVERIFY((*session)->executeText(u"alter system set ssl = on"_s));
        QVERIFY((*session)->executeText(u"select pg_reload_conf()"_s));
        QTRY_COMPARE(setting(u"ssl_cert_file"_s), name + u".crt"_s);
        QTRY_COMPARE(setting(u"ssl"_s), u"on"_s);
    }

private Q_SLOTS:
    /// Runs first: TLS is off yet.
    void aServerWithoutTlsIsNotSpokenToInTheClear()
    {
        const auto session = PgSession::open(overTcp(SslMode::Require, {}));
        QVERIFY(!session);
        QCOMPARE(session.failure().kind, FailureKind::DatabaseTls);
        QCOMPARE(session.failure().what, u"The database server 127.0.0.1 does not offer a protected connection."_s);
        QVERIFY(PgSession::open(overTcp(SslMode::Prefer, {})));
    }

    void aCertificateThatCannotBeTrustedIsNamed_data()
    {
        QTest::addColumn<CertificateFlaw>("flaw");
        QTest::addColumn<bool>("authorityIsGiven");
        QTest::addColumn<QString>("says");
        const QString unproven
            = u"The certificate of the database server 127.0.0.1 has expired, or nobody this computer trusts vouches for it."_s;
        QTest::newRow("made by itself") << CertificateFlaw::SelfSigned << true << unproven;
        QTest::newRow("unknown authority") << CertificateFlaw::None << false << unproven;
        QTest::newRow("expired") << CertificateFlaw::Expired << true << unproven;
        QTest::newRow("for another host")
            << CertificateFlaw::WrongHost << true
            << u"The certificate of the database server is not for 127.0.0.1 (it is for elsewhere.example)."_s;
    }

    void aCertificateThatCannotBeTrustedIsNamed()
    {
        QFETCH(CertificateFlaw, flaw);
        QFETCH(bool, authorityIsGiven);
        show(flaw);
        const auto session
            = PgSession::open(overTcp(SslMode::VerifyFull, authorityIsGiven ? m_certificates.authority() : QString()));
        QVERIFY(!session);
        QCOMPARE(session.failure().kind, FailureKind::DatabaseTls);
        QTEST(session.failure().what, "says");
        QVERIFY(session.failure().meaning.contains(u"nothing was sent"_s) && !session.failure().remedy.isEmpty());
    }

    void everyModeTrustsWhatItIsMeantTo_data()
    {
        QTest::addColumn<CertificateFlaw>("flaw");
        QTest::addColumn<SslMode>("mode");
        QTest::newRow("verify-full, all right") << CertificateFlaw::None << SslMode::VerifyFull;
        QTest::newRow("verify-ca, another host") << CertificateFlaw::WrongHost << SslMode::VerifyCa;
        QTest::newRow("require, made by itself") << CertificateFlaw::SelfSigned << SslMode::Require;
    }

    void everyModeTrustsWhatItIsMeantTo()
    {
        QFETCH(CertificateFlaw, flaw);
        QFETCH(SslMode, mode);
        show(flaw);
        const auto session
            = PgSession::open(overTcp(mode, mode == SslMode::Require ? QString() : m_certificates.authority()));
        QVERIFY2(session, session ? "" : qPrintable(session.failure().detail));
        const auto rows = (*session)->executeText(u"select ssl from pg_stat_ssl where pid = pg_backend_pid()"_s);
        QVERIFY(rows && rows->first().boolean(0));
    }

    void aMissingRootCertificateIsNamed()
    {
        const auto session = PgSession::open(overTcp(SslMode::VerifyFull, u"/nonexistent/root.crt"_s));
        QVERIFY(!session);
        QCOMPARE(session.failure().what,
            u"There is no certificate file /nonexistent/root.crt to check the database server 127.0.0.1 with."_s);
    }

    /// Runs last: nobody comes in over TCP unprotected any more.
    void aServerThatInsistsOnTlsIsExplained()
    {
        show(CertificateFlaw::None);
        QFile access(m_postgres.directory() + u"/data/pg_hba.conf"_s);
        QVERIFY(access.open(QIODevice::WriteOnly | QIODevice::Truncate));
        access.write("local all all trust\nhostssl all all all trust\n");
        access.close();
        const auto inside = PgSession::open(m_postgres.settings());
        QVERIFY((*inside)->executeText(u"select pg_reload_conf()"_s));
        const auto refused = [this] {
            const auto session = PgSession::open(overTcp(SslMode::Disable, {}));
            return session ? QString() : session.failure().text();
        };
        QTRY_VERIFY(refused().contains(u"from this computer in this way"_s));
        QVERIFY2(refused().contains(u"sslmode=disable"_s), qPrintable(refused()));
        QVERIFY(PgSession::open(overTcp(SslMode::Require, {})));
    }
};

QTEST_GUILESS_MAIN(TestPgTls)
#include "tst_pgtls.moc"
