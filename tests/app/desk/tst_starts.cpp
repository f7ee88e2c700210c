#include "models/progress/preflight.h"
#include "tests/support/deskscene.h"

#include <QAbstractButton>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fakes::DeskScene;
using Fakes::FakeEngine;
using Models::RunChoice;

using Change = std::function<void(Sync::DeskState &)>;
Q_DECLARE_METATYPE(Change)

/// What may not be started is not offered, wherever there is a button for it.
class TestStarts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aButtonIsEnabledOnlyWhenTheListAllows_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("all is well", [](Sync::DeskState &) {});
        row("maintenance", [](Sync::DeskState &desk) { desk.maintenance = {true, u"stocktaking"_s, u"anna"_s, {}}; });
        row("no database", [](Sync::DeskState &desk) { desk.database.state = Sync::LinkState::Failed; });
        row("no shop", [](Sync::DeskState &desk) { desk.shopify.state = Sync::LinkState::Failed; });
        row("another desk at work", [](Sync::DeskState &desk) { desk.runningBatch = Sync::BatchId{61}; });
        row("read-only", [](Sync::DeskState &desk) { desk.safeLevel = Sync::SafeLevel::ReadOnly; });
    }

    void aButtonIsEnabledOnlyWhenTheListAllows()
    {
        QFETCH(Change, change);
        DeskScene scene(*qApp, DeskScene::State::Full);
        scene.window().resize(1280, 800);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        Sync::DeskState desk = FakeEngine::healthyDesk();
        change(desk);
        scene.engine.tell(desk);
        const Models::WorkCounts anyWork{1, 0, 1, 1};
        const std::tuple<QString, QString, RunChoice> buttons[]
            = {{u"overview"_s, u"overviewPull"_s, RunChoice::PullChanged},
                {u"review"_s, u"writeApproved"_s, RunChoice::Apply}, {u"review"_s, u"sendApproved"_s, RunChoice::Push},
                {u"sync"_s, u"startRun"_s, RunChoice::PullChanged}};
        for (const auto &[page, name, choice] : buttons) {
            scene.window().openPage(page);
            const auto *button = scene.window().findChild<QAbstractButton *>(name);
            QVERIFY2(button, qPrintable(name));
            const auto blocking = Models::blocker(
                Models::preflight({desk, Models::RunState::Idle, Sync::BatchKind::Pull, anyWork}, choice));
            QTRY_VERIFY2(button->isEnabled() == !blocking, qPrintable(name));
            if (blocking)
                QTRY_VERIFY2(button->toolTip().contains(blocking->sentence), qPrintable(button->toolTip()));
        }
    }

    void nothingIsOfferedWhileARunGoesOn()
    {
        DeskScene scene(*qApp, DeskScene::State::Running);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        for (const auto &[page, name] : {std::pair{u"overview"_s, u"overviewPull"_s}, {u"review"_s, u"writeApproved"_s},
                 {u"review"_s, u"sendApproved"_s}, {u"sync"_s, u"startRun"_s}}) {
            scene.window().openPage(page);
            QTRY_VERIFY2(!scene.window().findChild<QAbstractButton *>(name)->isEnabled(), qPrintable(name));
        }
    }
};

QTEST_MAIN(TestStarts)
#include "tst_starts.moc"
