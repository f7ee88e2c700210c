#include "app/logging/logfile.h"
#include "app/logging/messagelog.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcTest, "syncdesk.test")

class TestMessageLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsKeptRedactedAndWrittenAsALine()
    {
        QTemporaryDir folder;
        {
            MessageLog log({folder.path(), 4, 100},
                [](const QString &text) { return QString(text).replace(u"hunter2"_s, u"…"_s); });
            qCWarning(lcTest, "the password is hunter2");
            const auto recent = log.recent();
            QCOMPARE(recent.size(), 1);
            QCOMPARE(recent.first().area, u"test"_s);
            QCOMPARE(recent.first().level, 2);
            QCOMPARE(recent.first().message, u"the password is …"_s);
        }
        QFile file(folder.path() + u"/syncdesk.log"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject line = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(line.value("message"_L1).toString(), u"the password is …"_s);
        QCOMPARE(line.value("level"_L1).toString(), u"warning"_s);
    }

    void onlyTheLastMessagesAreKept()
    {
        QTemporaryDir folder;
        MessageLog log({folder.path(), 4, 10}, [](const QString &text) { return text; });
        for (int i = 0; i < 100; ++i)
            qCInfo(lcTest, "message %d", i);
        const auto recent = log.recent();
        QVERIFY(recent.size() <= 10);
        QCOMPARE(recent.last().message, u"message 99"_s);
    }

    void aFullFileMakesRoomForTheNext()
    {
        QTemporaryDir folder;
        LogFile file(folder.path(), 300, 2);
        for (int i = 0; i < 30; ++i)
            file.write({1, 1, u"test"_s, u"message %1"_s.arg(i)});
        const QStringList names = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
        QVERIFY(names.contains(u"syncdesk.log.1"_s));
        QVERIFY(names.contains(u"syncdesk.log.2"_s));
        QVERIFY(!names.contains(u"syncdesk.log.3"_s));
    }

    void aFolderThatCannotBeWrittenStopsNobody()
    {
        LogFile file(u"/dev/null/nowhere"_s, 300, 2);
        file.write({1, 1, u"test"_s, u"lost"_s});
        file.write({2, 1, u"test"_s, u"lost too"_s});
        QVERIFY(!QFile::exists(file.path()));
    }
};

QTEST_GUILESS_MAIN(TestMessageLog)
#include "tst_messagelog.moc"
