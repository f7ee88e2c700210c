#include "app/desk/diagnosiswindow.h"
#include "tests/support/fakeengine.h"
#include "ui/startup/startwindow.h"

#include <QAbstractButton>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using Ui::StartWindow;

namespace {

Sync::Failure databaseDown()
{
    return {Sync::FailureKind::DatabaseUnreachable, u"The database does not answer."_s, {}, u"Start it."_s};
}

} // namespace

/// What a person finds who cannot get in.
class TestDiagnosisWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStartWindowOffersToLookForTheCause()
    {
        StartWindow start;
        start.show();
        auto *cause = start.findChild<QAbstractButton *>(u"startCauseButton"_s);
        QVERIFY(cause && !cause->isVisible());
        start.showFailure(databaseDown(), StartWindow::Cause::CanBeLookedFor);
        QVERIFY(cause->isVisible());
        QSignalSpy wanted(&start, &StartWindow::causeRequested);
        QTest::mouseClick(cause, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        start.showFailure({Sync::FailureKind::BadInput, u"The value is wrong."_s}, StartWindow::Cause::IsNamed);
        QVERIFY(!cause->isVisible());
    }

    void theChecksRunAtOnceAndStreamIn()
    {
        Fakes::FakeEngine engine;
        Sync::CheckResult check;
        check.id = u"database.reachable"_s;
        check.group = Sync::CheckGroup::Database;
        check.status = Sync::CheckStatus::Failed;
        check.name = u"Database answers"_s;
        check.summary = u"The database does not answer."_s;
        engine.checks = {check};
        App::DiagnosisWindow diagnosis(engine);
        diagnosis.window().show();
        auto *tree = diagnosis.window().findChild<QTreeView *>();
        QVERIFY(tree);
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        const QModelIndex shown = tree->model()->index(0, 0, tree->model()->index(0, 0));
        QCOMPARE(shown.siblingAtColumn(1).data().toString(), check.summary);
        QVERIFY(!diagnosis.window().windowTitle().isEmpty());
    }
};

QTEST_MAIN(TestDiagnosisWindow)
#include "tst_diagnosiswindow.moc"
