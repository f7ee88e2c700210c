#include "app/startup/settingsfile.h"

#include "tests/support/files/failingfiles.h"

#include <QFile>
#include <QRect>
#include <QScopeGuard>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSettingsFile final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    QString newFile() { return m_folder.filePath(u"settings-%1.conf"_s.arg(++m_files)); }

    /// As another start finds it: under a name that QSettings has not read yet.
    QSettings *found(const QString &file, QObject *owner)
    {
        const QString copy = newFile();
        return QFile::copy(file, copy) ? new QSettings(copy, App::settingsFormat(), owner) : nullptr;
    }

private Q_SLOTS:
    void everyKindOfValueComesBack()
    {
        const QString file = newFile();
        const QList<std::pair<QString, QVariant>> values{{u"profiles/demo/sync/workers"_s, 3}, {u"text"_s, u"a, b"_s},
            {u"bytes"_s, QByteArray("\0\1x", 3)}, {u"list"_s, QStringList{u"a"_s, u"b, c"_s}},
            {u"one"_s, QStringList{u"a"_s}}, {u"none"_s, QStringList()}, {u"yes"_s, true},
            {u"place"_s, QRect(1, 2, 3, 4)}, {u"empty"_s, QString()}, {u"with a/ü"_s, u"ö=;\"x"_s}};
        {
            QSettings settings(file, App::settingsFormat());
            for (const auto &[key, value] : values)
                settings.setValue(key, value);
            settings.sync();
            QCOMPARE(settings.status(), QSettings::NoError);
        }
        QObject owner;
        const QSettings *settings = found(file, &owner);
        QVERIFY(settings);
        for (const auto &[key, value] : values)
            QCOMPARE(settings->value(key).toString(), value.toString());
        QCOMPARE(settings->value(u"list"_s).toStringList(), (QStringList{u"a"_s, u"b, c"_s}));
        QVERIFY(settings->contains(u"none"_s) && settings->value(u"none"_s).toStringList().isEmpty());
        QCOMPARE(settings->value(u"bytes"_s).toByteArray(), QByteArray("\0\1x", 3));
        QCOMPARE(settings->value(u"place"_s).toRect(), QRect(1, 2, 3, 4));
    }

    void aFileThatQSettingsMadeIsRead()
    {
        const QString file = newFile();
        {
            QSettings settings(file, QSettings::NativeFormat);
            settings.setValue(u"profiles/example/shop/url"_s, u"example.myshopify.com"_s);
        }
        QObject owner;
        QSettings *settings = found(file, &owner);
        QVERIFY(settings);
        QCOMPARE(settings->value(u"profiles/example/shop/url"_s).toString(), u"example.myshopify.com"_s);
        settings->beginGroup(u"profiles"_s);
        QCOMPARE(settings->childGroups(), QStringList{u"example"_s});
    }

    void whicheverCallFailsWhatWasKeptStays_data()
    {
        QTest::addColumn<TestSupport::FileFault>("fault");
        QTest::newRow("one call breaks") << TestSupport::FileFault::Broken;
        QTest::newRow("the disk is full") << TestSupport::FileFault::Full;
    }

    void whicheverCallFailsWhatWasKeptStays()
    {
        QFETCH(TestSupport::FileFault, fault);
        TestSupport::FailingFiles files;
        countFileCallsHere(files.calls());
        const auto unwatched = qScopeGuard([] { countFileCallsHere(nullptr); });
        int failures = 0;
        for (int nth = 1;; ++nth) {
            const QString file = newFile();
            {
                QSettings before(file, App::settingsFormat());
                before.setValue(u"shop"_s, u"example"_s);
                before.setValue(u"workers"_s, u"3"_s);
            }
            QSettings settings(file, App::settingsFormat());
            settings.setValue(u"workers"_s, u"4"_s);
            files.arm(m_folder.path(), {}, fault, nth);
            settings.sync();
            const bool hasFailed = files.hasFailed();
            const QString what = files.what();
            files.disarm();
            const bool isWritten = settings.status() == QSettings::NoError;
            QObject owner;
            const QSettings *kept = found(file, &owner);
            QVERIFY2(kept, qPrintable(what));
            QVERIFY2(kept->value(u"shop"_s) == u"example"_s, qPrintable(what));
            QVERIFY2(kept->value(u"workers"_s) == (isWritten ? u"4"_s : u"3"_s), qPrintable(what));
            failures += isWritten ? 0 : 1;
            if (!hasFailed) {
                QVERIFY(isWritten);
                break;
            }
        }
        QVERIFY(failures >= 4);
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
