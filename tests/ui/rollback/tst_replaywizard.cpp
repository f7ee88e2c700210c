#include "models/progress/runmonitor.h"
#include "tests/support/pagefixture.h"
#include "ui/rollback/replaywizard.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using Fakes::FakeEngine;
using namespace Ui;

/// The replay wizard over fakes: the time, the preview, the confirmation.
class TestReplayWizard final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::RunMonitor> m_run;
    std::unique_ptr<ReplayWizard> m_wizard;

    template <typename Widget = QPushButton>
    Widget &find(const QString &name)
    {
        auto *widget = m_wizard->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    void click(const QString &name)
    {
        QTRY_VERIFY2(find<QAbstractButton>(name).isEnabled(), qPrintable(name));
        find<QAbstractButton>(name).click();
    }
    QString note() { return find<QLabel>(u"replayNote"_s).text(); }
    void setWindow(const QString &from, const QString &to)
    {
        const auto set = [this](const QString &name, const QString &text) {
            const QDateTime time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
            auto &edit = find<QDateTimeEdit>(name);
            edit.setDateTime(QDateTime(time.date(), time.time(), Qt::UTC));
        };
        set(u"replayFrom"_s, from);
        set(u"replayTo"_s, to);
    }
    void preview()
    {
        click(u"replayNext"_s);
        QTRY_VERIFY(find<TableView>(u"rollbackItems"_s).isVisible());
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_engine->plan = FakeEngine::samplePlan({0});
        m_run = std::make_unique<Models::RunMonitor>(*m_engine);
        m_wizard = std::make_unique<ReplayWizard>(*m_engine, *m_run);
        m_wizard->show();
        QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
    }
    void timesAreWrittenAlikeInBothDirections()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        m_wizard = std::make_unique<ReplayWizard>(*m_engine, *m_run);
        setWindow(u"2026-11-23 08:05"_s, u"2026-11-23 17:30"_s);
        const QString from = find<QDateTimeEdit>(u"replayFrom"_s).text();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(from, u"2026-11-23 08:05"_s);
    }

    void cleanup()
    {
        m_wizard.reset();
        m_run.reset();
        m_engine.reset();
    }

    void theLastDayIsTheFirstOffer()
    {
        QVERIFY(find(u"replayNext"_s).isEnabled());
        QVERIFY2(note().startsWith(u"The journal is read from "), qPrintable(note()));
        QVERIFY(note().contains(u"both included"));
    }

    void theTimesAreOfThisComputersZone()
    {
        setWindow(u"2026-07-01 14:05"_s, u"2026-07-01 15:00"_s);
        QVERIFY2(note().contains(u"2026-07-01 14:05:00 CEST"), qPrintable(note()));
        preview();
        const Sync::ReplayRequest &asked = m_engine->replayPlans.back();
        QCOMPARE(asked.from, QDateTime({2026, 7, 1}, {12, 5}, Qt::UTC));
        QCOMPARE(asked.to, QDateTime({2026, 7, 1}, {13, 0, 59}, Qt::UTC)); // the whole minute
    }

    void aWindowThatIsNoneIsSaidSoAndGoesNoFurther_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("ends first") << u"2026-07-02 10:00"_s << u"2026-07-01 10:00"_s
                                    << u"The end is before the start."_s;
        QTest::newRow("to come") << u"2099-07-01 10:00"_s << u"2099-07-02 10:00"_s << u"The start is still to come."_s;
        QTest::newRow("ten years") << u"2016-07-01 10:00"_s << u"2026-07-01 10:00"_s << u"That is more than a year."_s;
        QTest::newRow("twice") << u"2025-10-26 02:30"_s << u"2025-10-27 10:00"_s
                               << u"02:30 happened twice on 2025-10-26; first or second?"_s;
        QTest::newRow("left out") << u"2026-03-29 02:30"_s << u"2026-03-30 10:00"_s
                                  << u"02:30 did not happen on 2026-03-29"_s;
    }
    void aWindowThatIsNoneIsSaidSoAndGoesNoFurther()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        setWindow(from, to);
        QVERIFY2(note().startsWith(said), qPrintable(note()));
        QVERIFY(!find(u"replayNext"_s).isEnabled());
    }

    void thePreviewSpeaksOfAReplay()
    {
        preview();
        auto &items = find<TableView>(u"rollbackItems"_s);
        QCOMPARE(items.model()->index(1, 0).data().toString(), u"Will Be Written"_s);
        QCOMPARE(find(u"fate-%1"_s.arg(int(Sync::RollbackFate::AlreadyBack))).text(), u"Holds Already  1"_s);
        QVERIFY(find<QLabel>(u"planRemark"_s).text().startsWith(u"The journal was read from"));
    }

    void laterRunsAreSaid()
    {
        m_engine->replayLater = {{60}, {61}};
        preview();
        const QString remark = find<QLabel>(u"planRemark"_s).text();
        QVERIFY2(remark.startsWith(u"The journal was read from") && remark.contains(u"Runs 60, 61 touched the same"),
            qPrintable(remark));
    }

    void whatTheJournalDoesNotHaveIsSaid()
    {
        m_engine->plan = {};
        m_engine->replayRemark = u"The journal has nothing in this time."_s;
        preview();
        QCOMPARE(find<QLabel>(u"planRemark"_s).text(), m_engine->replayRemark);
        QVERIFY(!find(u"replayNext"_s).isEnabled());
        QCOMPARE(find(u"replayNext"_s).toolTip(), u"There is nothing to put back."_s);
    }

    void aReplayNeedsTheShopsName()
    {
        preview();
        find<QCheckBox>(u"restoreConflicts"_s).setChecked(true);
        click(u"replayNext"_s);
        QVERIFY(find<QLabel>(u"replaySentence"_s).text().startsWith(u"Writes 4 fields of 3 products"));
        QVERIFY(!find(u"replayNext"_s).isEnabled());
        QTest::keyClicks(&find<QLineEdit>(u"replayShopName"_s), u"demo shop"_s);
        click(u"replayNext"_s);
        const auto request = std::get<Sync::ReplayRequest>(m_engine->runs.back());
        QVERIFY(request.replayConflicts);
        QVERIFY(!request.withoutBackup);
        Sync::BatchReport report;
        report.batch = {61};
        report.kind = Sync::BatchKind::Replay;
        report.succeeded = 3;
        m_engine->finishRun(report);
        QTRY_COMPARE(
            find<QLabel>(u"resultSentence"_s).text(), u"Replayed 3 products. Run 61 in History can be rolled back."_s);
    }

    void escLeavesWithoutAnythingDone()
    {
        preview();
        QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
        QVERIFY(!m_wizard->isVisible());
        QVERIFY(m_engine->runs.empty());
    }
};

QTEST_MAIN(TestReplayWizard)
#include "tst_replaywizard.moc"
