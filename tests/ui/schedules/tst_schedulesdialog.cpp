// The Schedules dialog and its form, with mouse and keyboard, full, empty and failing.

#include "tests/support/fakereader.h"
#include "tests/support/fakeschedules.h"
#include "ui/schedules/scheduleform.h"
#include "ui/schedules/schedulesdialog.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimeEdit>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Ui;
using Fakes::FakeReader;
using Fakes::FakeSchedules;

class TestSchedulesDialog final : public QObject
{
    Q_OBJECT

    FakeReader m_reader;
    std::unique_ptr<FakeSchedules> m_schedules;
    std::unique_ptr<SchedulesDialog> m_dialog;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        auto *widget = m_dialog->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    TableView &table() { return find<TableView>(u"schedulesTable"_s); }
    void press(const QString &name) { find<QPushButton>(name).click(); }
    QString notice() { return m_dialog->findChild<NoticeBar *>()->text(); }
    void show()
    {
        m_dialog = std::make_unique<SchedulesDialog>(*m_schedules, m_reader);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void showFull()
    {
        m_schedules->rows = FakeSchedules::samples();
        show();
        QTRY_COMPARE(table().model()->rowCount(), 4);
    }
    void choose(int row) { table().setCurrentIndex(table().model()->index(row, 0)); }

private Q_SLOTS:
    void init() { m_schedules = std::make_unique<FakeSchedules>(); }
    void cleanup()
    {
        m_dialog.reset();
        m_schedules.reset();
    }

    void emptyItSaysWhatASchedulesIsAndMakesTheFirst()
    {
        show();
        auto *empty = m_dialog->findChild<EmptyState *>();
        QTRY_COMPARE(empty->title(), u"Nothing Starts by Itself"_s);
        QVERIFY(!find<QPushButton>(u"newSchedule"_s).isVisible());
        empty->findChild<QPushButton *>()->click();
        auto &form = find<ScheduleForm>(u"scheduleForm"_s);
        QCOMPARE(form.findChild<QLabel *>(u"scheduleSentence"_s)->text(),
            u"Every weekday at 07:00: pull what changed from Shopify."_s);
        QTest::keyClick(&form, Qt::Key_Return);
        QTRY_COMPARE(m_schedules->rows.size(), 1);
        QCOMPARE(
            m_schedules->rows.constFirst().schedule.name, u"Every weekday at 07:00: pull what changed from Shopify"_s);
        QTRY_VERIFY(table().isVisible());
        QVERIFY(find<QPushButton>(u"newSchedule"_s).isVisible());
    }

    void aTimeIsWrittenAlikeInBothDirections()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        showFull();
        press(u"newSchedule"_s);
        const QString text = find<QTimeEdit>(u"scheduleTime"_s).text();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(text, u"07:00"_s);
    }

    void theFormSaysWhatItIsTold()
    {
        showFull();
        press(u"newSchedule"_s);
        auto &form = find<ScheduleForm>(u"scheduleForm"_s);
        const auto part = [&form](const QString &name) { return form.findChild<QWidget *>(name); };
        const auto sentence = [&part] { return qobject_cast<QLabel *>(part(u"scheduleSentence"_s))->text(); };
        QVERIFY(!part(u"scheduleInterval"_s)->isEnabled());
        qobject_cast<QRadioButton *>(part(u"scheduleByInterval"_s))->click();
        QVERIFY(part(u"scheduleInterval"_s)->isEnabled());
        QVERIFY(!part(u"scheduleTime"_s)->isEnabled());
        QCOMPARE(sentence(), u"Every hour on weekdays: pull what changed from Shopify."_s);
        auto *action = qobject_cast<QComboBox *>(part(u"scheduleAction"_s));
        action->setCurrentIndex(2);
        QCOMPARE(sentence(), u"Every hour on weekdays: send what is approved to Shopify."_s);
        for (int day = 1; day <= 5; ++day)
            qobject_cast<QCheckBox *>(part(u"scheduleDay%1"_s.arg(day)))->click();
        QCOMPARE(sentence(), u"Choose a day of the week."_s);
        QVERIFY(!part(u"saveSchedule"_s)->isEnabled());
        qobject_cast<QCheckBox *>(part(u"scheduleDay7"_s))->click();
        QVERIFY(part(u"saveSchedule"_s)->isEnabled());
        qobject_cast<QLineEdit *>(part(u"scheduleName"_s))->setText(u" On  Sundays "_s);
        const Schedule made = form.schedule();
        QCOMPARE(made.name, u"On Sundays"_s);
        QCOMPARE(made.action, ScheduleAction::Push);
        QCOMPARE(made.everyMinutes, 60);
        QVERIFY(!made.at.isValid());
        QCOMPARE(made.days, Weekdays(Weekday::Sunday));
    }

    void aRefusalStaysInTheForm()
    {
        showFull();
        choose(0);
        press(u"changeSchedule"_s);
        auto &form = find<ScheduleForm>(u"scheduleForm"_s);
        QCOMPARE(form.schedule(), m_schedules->rows.constFirst().schedule);
        m_schedules->answers().fail(
            FakeSchedules::Save, {FailureKind::BadInput, u"There is another of that name."_s, {}, u"Choose."_s});
        form.findChild<QPushButton *>(u"saveSchedule"_s)->click();
        QTRY_VERIFY(form.findChild<NoticeBar *>()->text().contains(u"another of that name"_s));
        QVERIFY(form.isVisible());
        m_schedules->answers().recover();
        form.findChild<QTimeEdit *>()->setTime({8, 15});
        form.findChild<QPushButton *>(u"saveSchedule"_s)->click();
        QTRY_COMPARE(m_schedules->rows.constFirst().schedule.at, QTime(8, 15));
    }

    void oneOfTheCommandLineKeepsItsInterval()
    {
        Schedule odd = FakeSchedules::samples().at(2).schedule;
        odd.everyMinutes = 17;
        const ScheduleForm form(*m_schedules, odd);
        QCOMPARE(form.schedule(), odd);
    }

    void spaceSwitchesAndReturnChanges()
    {
        showFull();
        choose(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY(!m_schedules->rows.at(0).schedule.isEnabled);
        QTRY_VERIFY(notice().contains(u"is off"_s));
        QTRY_COMPARE(find<QPushButton>(u"switchSchedule"_s).accessibleName(), u"Switch On"_s);
        QCOMPARE(table().currentIndex().row(), 0);
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY(m_schedules->rows.at(0).schedule.isEnabled);
        QTest::keyClick(&table(), Qt::Key_Return);
        QVERIFY(m_dialog->findChild<ScheduleForm *>());
    }

    void runsNowAndTellsHowItEnded()
    {
        showFull();
        choose(1);
        m_schedules->run = {.schedule = {3},
            .name = u"Prices"_s,
            .outcome = ScheduleOutcome::Held,
            .message = u"This shop is locked."_s,
            .batch = {58}};
        press(u"runSchedule"_s);
        QVERIFY(notice().contains(u"is running"_s));
        QVERIFY(!find<QPushButton>(u"runSchedule"_s).isEnabled());
        QTRY_VERIFY(notice().contains(u"This shop is locked."_s));
        QCOMPARE(m_schedules->ran, QList<ScheduleId>{{3}});
        // One that runs on another desk is not started a second time.
        choose(2);
        QVERIFY(!find<QPushButton>(u"runSchedule"_s).isEnabled());
        QVERIFY(find<QPushButton>(u"runSchedule"_s).toolTip().contains(u"office-2"_s));
    }

    void leadsToTheLatestRun()
    {
        showFull();
        QSignalSpy asked(m_dialog.get(), &SchedulesDialog::openRequested);
        choose(3);
        QVERIFY(!find<QPushButton>(u"showScheduleRun"_s).isEnabled()); // never ran
        choose(1);
        press(u"showScheduleRun"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().at(0).toString(), u"history"_s);
        QCOMPARE(asked.constFirst().at(1).toMap().value(u"batch"_s).toLongLong(), 57);
        QVERIFY(!m_dialog->isVisible());
    }

    void removesOnlyWhenAsked()
    {
        showFull();
        choose(3);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Delete);
        auto *question = m_dialog->findChild<QMessageBox *>(u"removeScheduleQuestion"_s);
        QVERIFY(question);
        QTest::keyClick(question, Qt::Key_Return); // the safe answer
        QTRY_VERIFY(!question->isVisible());
        QCOMPARE(m_schedules->rows.size(), 4);
        press(u"removeSchedule"_s);
        find<QPushButton>(u"removeScheduleNow"_s).click();
        QTRY_COMPARE(m_schedules->rows.size(), 3);
        QTRY_VERIFY(notice().contains(u"was removed"_s));
        QTRY_COMPARE(table().model()->rowCount(), 3);
    }

    void saysWhatCouldNotBeRead()
    {
        m_schedules->answers().fail(
            FakeSchedules::List, {FailureKind::DatabaseUnreachable, u"The database cannot be reached."_s});
        show();
        QTRY_VERIFY(notice().contains(u"The database cannot be reached."_s));
        QCOMPARE(m_dialog->findChild<EmptyState *>()->title(), u"Not Read"_s);
        m_schedules->answers().recover();
        m_schedules->rows = FakeSchedules::samples();
        for (auto *button : m_dialog->findChild<NoticeBar *>()->findChildren<QPushButton *>())
            if (button->text() == u"Try Again")
                button->click();
        QTRY_COMPARE(table().model()->rowCount(), 4);
    }
};

QTEST_MAIN(TestSchedulesDialog)

#include "tst_schedulesdialog.moc"
