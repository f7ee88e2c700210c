#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/sync/syncpage.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Ui;
using Fakes::FakeEngine;
using Fakes::FakeReader;

/// A pull of a part of the shop, chosen on the Sync page.
class TestSyncPage final : public QObject
{
    Q_OBJECT

private:
    FakeReader m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::RunMonitor> m_run;
    std::unique_ptr<Models::WorkQueue> m_work;
    std::unique_ptr<SyncPage> m_page;

    template <typename Widget>
    Widget &find(const QString &name)
    {
        auto *widget = m_page->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }
    QPushButton &startButton() { return find<QPushButton>(u"startRun"_s); }
    Sync::PullRequest lastPull() { return std::get<Sync::PullRequest>(m_engine->runs.back()); }

private Q_SLOTS:
    void init()
    {
        m_reader.makeCatalogue(20);
        m_engine = std::make_unique<FakeEngine>();
        m_run = std::make_unique<Models::RunMonitor>(*m_engine);
        m_work = std::make_unique<Models::WorkQueue>(m_reader);
        m_page = std::make_unique<SyncPage>(*m_engine, m_reader, *m_run, *m_work);
        m_page->resize(1'100, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_engine->tell(FakeEngine::healthyDesk());
    }

    void cleanup()
    {
        m_page.reset();
        m_work.reset();
        m_run.reset();
        m_engine.reset();
    }

    void aPartWithoutANameCannotBePulled()
    {
        QVERIFY(!find<QComboBox>(u"pullPartBy"_s).isVisible());
        find<QRadioButton>(u"choicePart"_s).click();
        QVERIFY(find<QComboBox>(u"pullPartBy"_s).isVisible());
        QVERIFY(!startButton().isEnabled());
        QVERIFY(find<QLabel>(u"blockedBy"_s).text().contains(u"What to Pull"_s));
        m_page->start();
        QVERIFY(m_engine->runs.empty());
    }

    void aVendorIsChosenOrTyped()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        auto &vendor = find<QComboBox>(u"pullPartVendor"_s);
        QTRY_VERIFY(vendor.count() > 1);
        vendor.setFocus();
        QTest::keyClicks(vendor.lineEdit(), u" O'Neill "_s);
        QVERIFY(startButton().isEnabled());
        m_page->refresh(); // what is typed stays
        QTRY_COMPARE(m_reader.answers().waiting(), 0);
        QTest::mouseClick(&startButton(), Qt::LeftButton);
        QCOMPARE(lastPull(), (Sync::PullRequest{.scope = Sync::PullScope::Selective, .vendor = u"O'Neill"_s}));
    }

    void aProductTypeIsTyped()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        find<QComboBox>(u"pullPartBy"_s).setCurrentIndex(1);
        QTest::keyClicks(&find<QLineEdit>(u"pullPartType"_s), u"Pens"_s);
        QTest::mouseClick(&startButton(), Qt::LeftButton);
        QCOMPARE(lastPull(), (Sync::PullRequest{.scope = Sync::PullScope::Selective, .productType = u"Pens"_s}));
    }

    void aTimeIsMeantInThisPlaceAndAskedInUtc()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        find<QComboBox>(u"pullPartBy"_s).setCurrentIndex(3);
        const QDateTime local(QDate(2026, 1, 2), QTime(8, 30));
        find<QDateTimeEdit>(u"pullPartSince"_s).setDateTime(local);
        QVERIFY(startButton().isEnabled());
        QTest::mouseClick(&startButton(), Qt::LeftButton);
        QCOMPARE(lastPull(), (Sync::PullRequest{.scope = Sync::PullScope::Selective, .modifiedSince = local.toUTC()}));
    }

    void aCollectionIsTyped()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        find<QComboBox>(u"pullPartBy"_s).setCurrentIndex(2);
        QVERIFY(!startButton().isEnabled());
        QTest::keyClicks(&find<QLineEdit>(u"pullPartCollection"_s), u"Sale"_s);
        QTest::mouseClick(&startButton(), Qt::LeftButton);
        QCOMPARE(lastPull(), (Sync::PullRequest{.scope = Sync::PullScope::Selective, .collection = u"Sale"_s}));
    }

    void everythingComesFirst()
    {
        QTRY_COMPARE(m_reader.answers().waiting(), 0);
        QCOMPARE(m_page->choice(), Models::RunChoice::PullChanged);
        m_reader.pulled.isComplete = false;
        m_page->refresh();
        QTRY_COMPARE(m_page->choice(), Models::RunChoice::PullFull);
        QVERIFY(!find<QRadioButton>(u"choiceChanged"_s).isEnabled());
        QVERIFY(!find<QRadioButton>(u"choicePart"_s).isEnabled());
        m_reader.pulled = {true, QDateTime::currentDateTimeUtc()};
        m_page->refresh();
        QTRY_VERIFY(find<QRadioButton>(u"choiceChanged"_s).isEnabled());
        QVERIFY(find<QRadioButton>(u"choiceChanged"_s).accessibleDescription().contains(u"since the last pull, "_s));
    }

    void anInterruptedPullIsTakenUpByOneButton()
    {
        m_reader.pulled.unfinished
            = Sync::UnfinishedPull{Sync::BatchId{7}, QDateTime::currentDateTimeUtc(), 12'000'000};
        m_page->refresh();
        const auto goOn = [this]() -> QPushButton * {
            const QList<QPushButton *> all = m_page->findChildren<QPushButton *>();
            const auto found = std::find_if(
                all.cbegin(), all.cend(), [](const QPushButton *each) { return each->text() == u"Go On with It"_s; });
            return found == all.cend() ? nullptr : *found;
        };
        QTRY_VERIFY(goOn());
        QTest::mouseClick(goOn(), Qt::LeftButton);
        QCOMPARE(lastPull(), (Sync::PullRequest{.resume = true}));
        m_engine->finishRun({});
        m_reader.pulled.unfinished.reset();
        m_page->refresh();
        QTRY_VERIFY(!goOn());
    }

    void otherPullsAskForNoPart()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        QTest::keyClicks(find<QComboBox>(u"pullPartVendor"_s).lineEdit(), u"Acme"_s);
        find<QRadioButton>(u"choiceFull"_s).click();
        QTest::mouseClick(&startButton(), Qt::LeftButton);
        QCOMPARE(lastPull(), Sync::PullRequest{});
    }

    void aBrokenLinkIsTriedAgainOrLookedInto()
    {
        QVERIFY(!find<QPushButton>(u"reconnect"_s).isVisible());
        Sync::DeskState desk = FakeEngine::healthyDesk();
        desk.database.state = Sync::LinkState::Failed;
        m_engine->tell(desk);
        QVERIFY(!startButton().isEnabled());
        QVERIFY(find<QLabel>(u"blockedBy"_s).text().contains(u"Database"_s));
        QSignalSpy opened(m_page.get(), &SyncPage::openRequested);
        QTest::mouseClick(&find<QPushButton>(u"diagnoseLink"_s), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).toString(), u"diagnostics"_s);
        QCOMPARE(opened.first().at(1).toMap().value(u"group"_s).toString(), u"database"_s);
        QVERIFY(find<QPushButton>(u"reconnect"_s).isVisible());
        m_engine->tell(FakeEngine::healthyDesk());
        QVERIFY(!find<QPushButton>(u"reconnect"_s).isVisible());
        QVERIFY(!find<QLabel>(u"blockedBy"_s).isVisible());
    }

    void maintenanceForbidsAPartToo()
    {
        find<QRadioButton>(u"choicePart"_s).click();
        QTest::keyClicks(find<QComboBox>(u"pullPartVendor"_s).lineEdit(), u"Acme"_s);
        Sync::DeskState desk = FakeEngine::healthyDesk();
        desk.maintenance = {true, u"Stocktaking"_s, u"Ben"_s, {}};
        m_engine->tell(desk);
        QVERIFY(!startButton().isEnabled());
    }
};

QTEST_MAIN(TestSyncPage)
#include "tst_syncpage.moc"
