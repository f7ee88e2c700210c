#include "sync/api/secret.h"

#include <QDataStream>
#include <QDebug>
#include <QTest>
#include <QTextStream>

#include <type_traits>

using namespace Qt::StringLiterals;
using Sync::Secret;

template <typename Stream, typename T>
concept Streamable = requires(Stream stream, const T &value)
{
    stream << value;
};

static_assert(Streamable<QDebug, QString>);
static_assert(!Streamable<QDebug, Secret>);
static_assert(!Streamable<QDataStream &, Secret>);
static_assert(!Streamable<QTextStream &, Secret>);
static_assert(!std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<Secret, QByteArray>);
static_assert(!std::is_convertible_v<QString, Secret>);

class TestSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void revealsWhatItWasGiven();
    void comparesByContent();
    void fingerprintDoesNotContainTheSecret();
    void theLastCopyWipesTheBuffer();
    void aSharedBufferOutlivesOneOwner();
    void aMovedSecretIsEmpty();
};

void TestSecret::revealsWhatItWasGiven()
{
    QCOMPARE(Secret(u"pässwort"_s).reveal(), QByteArray("p\xc3\xa4sswort"));
    QVERIFY(Secret().isEmpty());
}

void TestSecret::comparesByContent()
{
    QVERIFY(Secret(u"one"_s) == Secret(QByteArray("one")));
    QVERIFY(!(Secret(u"one"_s) == Secret(u"two"_s)));
    QVERIFY(!(Secret(u"one"_s) == Secret(u"ones"_s)));
    QVERIFY(Secret() == Secret(QString()));
}

void TestSecret::fingerprintDoesNotContainTheSecret()
{
    const Secret secret(u"shpat_0123456789"_s);
    QCOMPARE(secret.fingerprint().size(), 4);
    QVERIFY(secret.fingerprint() != Secret(u"shpat_0123456780"_s).fingerprint());
    QCOMPARE(Secret().fingerprint(), QString());
}

void TestSecret::theLastCopyWipesTheBuffer()
{
    // The bytes are the test's own, so they may be looked at after the secret is gone.
    char storage[] = "canary-1234";
    {
        const Secret secret(QByteArray::fromRawData(storage, 11));
        QCOMPARE(secret.reveal().constData(), static_cast<const char *>(storage));
    }
    // Raw data is never detached, hence never written to: the caller owns it.
    QCOMPARE(QByteArray(storage), QByteArray("canary-1234"));
    Secret owner(QByteArray("canary-1234"));
    QVERIFY(owner.reveal().isDetached());
    owner = Secret();
    QVERIFY(owner.isEmpty());
}

void TestSecret::aSharedBufferOutlivesOneOwner()
{
    Secret kept;
    {
        const Secret first(u"still needed"_s);
        kept = first;
    }
    QCOMPARE(kept.reveal(), QByteArray("still needed"));
}

void TestSecret::aMovedSecretIsEmpty()
{
    Secret first(u"moved"_s);
    const Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): emptiness after a move is the promise.
    QCOMPARE(second.reveal(), QByteArray("moved"));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
