#include "sync/api/typedsecret.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Sync::readSecret;
using Sync::SecretKind;

class TestTypedSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copyingAddsNothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("as it is") << u"shpat_0123456789abcdef"_s;
        QTest::newRow("a line end") << u"shpat_0123456789abcdef\r\n"_s;
        QTest::newRow("spaces around") << u"  shpat_0123456789abcdef\t"_s;
        QTest::newRow("broken over lines") << u"shpat_01234\n56789abcdef"_s;
        QTest::newRow("quoted") << u"\"shpat_0123456789abcdef\""_s;
        QTest::newRow("a zero-width space") << u"shpat_0123456789abcdef\u200b"_s;
    }

    void copyingAddsNothing()
    {
        QFETCH(QString, typed);
        const auto read = readSecret(SecretKind::AccessToken, typed);
        QVERIFY(read.isOk());
        QCOMPARE(read->secret.reveal(), "shpat_0123456789abcdef");
        QVERIFY(read->hint.isEmpty());
    }

    void whatCannotBeOneIsRefused_data()
    {
        QTest::addColumn<SecretKind>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << SecretKind::AccessToken << u" \n"_s << u"There is no access token."_s;
        QTest::newRow("a client secret as token")
            << SecretKind::AccessToken << u"shpss_0123456789"_s << u"looks like a client secret"_s;
        QTest::newRow("a token as client secret")
            << SecretKind::ClientSecret << u"shpat_0123456789"_s << u"looks like an access token"_s;
        QTest::newRow("dots") << SecretKind::AccessToken << u"••••••••••••"_s
                              << u"dots that stand for a hidden value"_s;
        QTest::newRow("letters no token has")
            << SecretKind::AccessToken << u"shpat_пароль"_s << u"characters that no token has"_s;
        QTest::newRow("no password") << SecretKind::DatabasePassword << QString() << u"There is no password."_s;
    }

    void whatCannotBeOneIsRefused()
    {
        QFETCH(SecretKind, kind);
        QFETCH(QString, typed);
        QFETCH(QString, says);
        const auto read = readSecret(kind, typed);
        QVERIFY(!read.isOk());
        QVERIFY2(read.failure().what.contains(says), qPrintable(read.failure().what));
        QVERIFY(!read.failure().remedy.isEmpty());
        if (!typed.trimmed().isEmpty())
            QVERIFY(!read.failure().text().contains(typed));
    }

    void whatLooksOddIsHintedAt()
    {
        const auto key = readSecret(SecretKind::AccessToken, u"0123456789abcdef0123456789abcdef"_s);
        QVERIFY(key.isOk());
        QVERIFY(key->hint.contains(u"API key"));
        QVERIFY(!readSecret(SecretKind::AccessToken, u"something-else"_s)->hint.isEmpty());
        QVERIFY(!readSecret(SecretKind::ClientSecret, u"0123456789abcdef0123456789abcdef"_s)->hint.isEmpty());
        QVERIFY(readSecret(SecretKind::ClientSecret, u"shpss_0123456789"_s)->hint.isEmpty());
    }

    void aPasswordIsTakenAsItIs()
    {
        QCOMPARE(
            readSecret(SecretKind::DatabasePassword, u" • p a ss\" "_s)->secret.reveal(), u" • p a ss\" "_s.toUtf8());
    }
};

QTEST_GUILESS_MAIN(TestTypedSecret)
#include "tst_typedsecret.moc"
