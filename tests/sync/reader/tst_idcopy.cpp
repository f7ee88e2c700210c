#include "sync/reader/idcopy.h"

#include <QTest>
#include <QtEndian>

using namespace Sync;

namespace {

QByteArray header(quint32 extension = 0)
{
    QByteArray bytes("PGCOPY\n\377\r\n\0", 11);
    bytes += QByteArray(4, '\0');
    const quint32 length = qToBigEndian(extension);
    bytes.append(reinterpret_cast<const char *>(&length), 4);
    return bytes + QByteArray(int(extension), 'x');
}

QByteArray row(qint64 id, qint16 columns = 1, qint32 size = 8)
{
    QByteArray bytes(14, '\0');
    qToBigEndian(columns, bytes.data());
    qToBigEndian(size, bytes.data() + 2);
    qToBigEndian(id, bytes.data() + 6);
    return bytes;
}

const QByteArray trailer("\xff\xff", 2);

} // namespace

class TestIdCopy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMessages_data();
    void readsMessages();
};

void TestIdCopy::readsMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isFirst");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<QList<qint64>>("ids");
    const QList<qint64> none;
    QTest::newRow("header alone") << header() << true << true << none;
    QTest::newRow("header with extension") << header(5) + row(7) << true << true << QList<qint64>{7};
    QTest::newRow("header and row") << header() + row(1) << true << true << QList<qint64>{1};
    QTest::newRow("rows") << row(1) + row(-2) << false << true << QList<qint64>{1, -2};
    QTest::newRow("largest") << row(std::numeric_limits<qint64>::max()) << false << true
                             << QList<qint64>{std::numeric_limits<qint64>::max()};
    QTest::newRow("trailer") << trailer << false << true << none;
    QTest::newRow("no header") << row(1) << true << false << none;
    QTest::newRow("cut header") << header().left(15) << true << false << none;
    QTest::newRow("extension longer than the message") << header(5).left(20) << true << false << none;
    QTest::newRow("two columns") << row(1, 2) << false << false << none;
    QTest::newRow("an int4 column") << row(1, 1, 4) << false << false << none;
    QTest::newRow("a cut row") << row(1) + row(2).left(9) << false << false << QList<qint64>{1};
}

void TestIdCopy::readsMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, isFirst);
    QList<qint64> ids;
    QTEST(appendCopiedIds(message, isFirst, ids), "isReadable");
    QTEST(ids, "ids");
}

QTEST_GUILESS_MAIN(TestIdCopy)
#include "tst_idcopy.moc"
