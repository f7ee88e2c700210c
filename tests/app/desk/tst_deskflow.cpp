// The main job as a person does it: the real window on the real engine, with a PostgreSQL and a demo shop of the test's
// own. Everything is done by keys and buttons; database and shop are only looked into.

#include "sync/db/pgsession.h"
#include "tests/support/keys.h"
#include "tests/support/person.h"
#include "tests/support/privatepostgres.h"

#include <QAbstractButton>
#include <QDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace TestSupport;

namespace {

constexpr int products = 60;

/// What a person does must come about; if not, why.
#define DO(deed) QVERIFY2(deed, qPrintable(m_person->why()))

QJsonArray fault(const QString &match, const QString &action, QJsonObject details = {})
{
    details.insert(u"match"_s, match);
    details.insert(u"action"_s, action);
    return {details};
}

} // namespace

class TestDeskFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_shop->start(), qPrintable(m_shop->error())); }
    void init();
    void cleanup();
    void theWholeFlowIsDoneAndUndone();
    void aRunIsPausedResumedAndStopped();
    void theShopGoesInTheMiddleOfAPullAndComesBack();
    void theDatabaseIsKilledUnderASaveAndComesBack();

private:
    /// Sits down at the window and does that.
    void sit(const std::function<void()> &deeds);
    // The parts of the flow, each from where the one before ends.
    void pullAndDecide();
    void decideFields();
    void editThree();
    void send();
    void lookIntoHistory();
    void rollBack();
    QString decision(const QString &field) const;

    static DemoShop::Options shopOptions(const QStringList &more = {})
    {
        return {.products = products, .locations = 1, .bulkFileCache = {}, .more = more};
    }

    Tests::PrivatePostgres m_postgres;
    std::unique_ptr<DemoShop> m_shop = std::make_unique<DemoShop>(shopOptions());
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sitting> m_sitting;
    std::unique_ptr<Person> m_person;
};

void TestDeskFlow::init()
{
    m_database = m_postgres.createDatabase();
    m_shop->reset();
    m_shop->faults({});
}

void TestDeskFlow::cleanup()
{
    m_person.reset();
    m_sitting.reset();
    if (!m_postgres.isRunning())
        m_postgres.start();
}

void TestDeskFlow::sit(const std::function<void()> &deeds)
{
    m_sitting = std::make_unique<Sitting>(m_database, m_shop->url(), m_shop->token());
    m_person = std::make_unique<Person>(*m_sitting, m_database, *m_shop);
    m_sitting->run([this, &deeds] {
        Ui::MainWindow &window = m_sitting->window();
        window.resize(1280, 800);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        deeds();
        if (!QTest::currentTestFailed())
            QVERIFY2(m_sitting->longestGap() < 4s, "the window stood still");
    });
}

#define PART(part)                                                                                                     \
    part();                                                                                                            \
    if (QTest::currentTestFailed())                                                                                    \
    return

void TestDeskFlow::theWholeFlowIsDoneAndUndone()
{
    sit([this] {
        PART(pullAndDecide);
        PART(decideFields);
        const QStringList catalogue = m_person->catalogue();
        const QStringList mirror = m_person->mirror();
        const QJsonObject shop = m_person->shop();
        QCOMPARE(shop.size(), products);
        PART(editThree);
        PART(send);
        QVERIFY(m_person->shop() != shop);
        QVERIFY(m_person->mirror() != mirror);
        QVERIFY(m_person->catalogue() != catalogue);
        PART(lookIntoHistory);
        PART(rollBack);
        QCOMPARE(m_person->shop(), shop);
        QCOMPARE(Person::differences(m_person->mirror(), mirror), QStringList());
        // The value written anew was an edit too: like the others it goes back to what both sides agreed on last.
        QCOMPARE(Person::differences(m_person->catalogue(), catalogue).join(u"; "_s),
            u"locally_edited: false, was true; product_type: Their Type, was Our Type; "
            "shopify_sync_status: modified, was pending"_s);
    });
}

// The first pull, seen on its way; of its changes two are approved, one is rejected and the rest approved in bulk.
void TestDeskFlow::pullAndDecide()
{
    m_shop->faults(fault(u"bulk-download"_s, u"delay"_s, {{u"ms"_s, 400}}));
    DO(m_person->waitFor(u"the shop"_s, [this] { return m_person->link(u"linkShopify"_s).contains(u"connected"_s); }));
    DO(m_person->click(u"overviewPull"_s));
    DO(m_person->waitFor(u"live progress"_s, [] {
        return Sitting::visible(u"runChip"_s) && Sitting::visible(u"runBar"_s) && Sitting::visible(u"stopRun"_s);
    }));
    DO(m_person->click(u"nextStep"_s, u"Review %1 Changes"_s.arg(products)));
    m_shop->faults({});
    DO(m_person->seesRows(u"stagedTable"_s, products));
    for (int left = products - 1; left >= products - 2; --left) {
        DO(m_person->walkTo(u"stagedTable"_s, m_person->cell(u"stagedTable"_s, 2, 1)));
        Keys::press(Qt::Key_A, Qt::ShiftModifier);
        DO(m_person->seesRows(u"stagedTable"_s, left));
    }
    Keys::press(Qt::Key_J);
    Keys::press(Qt::Key_R, Qt::ShiftModifier);
    DO(m_person->seesRows(u"stagedTable"_s, products - 3));
    QCOMPARE(m_person->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'rejected'"_s), u"1"_s);
    DO(m_person->click(u"approveShown"_s, QString::number(products - 3)));
    DO(m_person->click(u"writeApproved"_s, QString::number(products - 1)));
    DO(m_person->seesRunsEnd(u"apply"_s, 1));
    QCOMPARE(m_person->value(u"SELECT count(*) FROM products WHERE shopify_sync_status = 'synced'"_s),
        QString::number(products - 1));
}

QString TestDeskFlow::decision(const QString &field) const
{
    return m_person->value(u"SELECT f.decision FROM staged_field_changes f JOIN staged_product_changes c "
                           "ON c.id = f.change_id WHERE c.status = 'pending' AND f.field = '%1'"_s.arg(field));
}

// Someone else edits three fields; one is approved, one rejected, one written anew.
void TestDeskFlow::decideFields()
{
    const QString theirs = m_person->value(u"SELECT shopify_product_id FROM products ORDER BY id DESC LIMIT 1"_s);
    const QString now
        = u"SELECT name || '|' || vendor || '|' || product_type FROM products WHERE shopify_product_id = "_s + theirs;
    const QString vendor = m_person->value(now).section(u'|', 1, 1);
    m_shop->edit({{u"product"_s, QString(u"gid://shopify/Product/"_s + theirs)},
        {u"fields"_s,
            QJsonObject{{u"title"_s, u"Their Title"_s}, {u"vendor"_s, u"Their Vendor"_s},
                {u"productType"_s, u"Their Type"_s}}}});
    Keys::press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    DO(m_person->click(u"nextStep"_s, u"Review 1 Change"_s));
    DO(m_person->seesRows(u"stagedTable"_s, 1));
    DO(m_person->seesRows(u"fieldChangesTable"_s, 3));
    const auto becomes = [this](const QString &field, const QString &wanted) {
        return m_person->waitFor(field + u' ' + wanted, [this, &field, &wanted] { return decision(field) == wanted; });
    };
    DO(m_person->walkTo(u"fieldChangesTable"_s, u"Title"_s));
    Keys::press(Qt::Key_A);
    DO(becomes(u"title"_s, u"accept"_s));
    DO(m_person->walkTo(u"fieldChangesTable"_s, u"Vendor"_s));
    Keys::press(Qt::Key_R);
    DO(becomes(u"vendor"_s, u"reject"_s));
    DO(m_person->walkTo(u"fieldChangesTable"_s, u"Type"_s));
    Keys::press(Qt::Key_E);
    DO(m_person->waitFor(u"the editor"_s, [] {
        const auto *editor = Sitting::visible<QPlainTextEdit>(u"fieldValueEditor"_s);
        return editor && editor->hasFocus();
    }));
    m_person->overwrite(u"Our Type"_s);
    Keys::press(Qt::Key_Return, Qt::ControlModifier);
    DO(becomes(u"product_type"_s, u"edited"_s));
    Keys::press(Qt::Key_A, Qt::ShiftModifier);
    DO(m_person->click(u"writeApproved"_s, u"(1)"_s));
    DO(m_person->seesRunsEnd(u"apply"_s, 2));
    QCOMPARE(m_person->value(now), u"Their Title|%1|Our Type"_s.arg(vendor));
}

// Three products: two titles and the SKU of a variant.
void TestDeskFlow::editThree()
{
    DO(m_person->open(u"products"_s));
    QStringList titles;
    for (const int row : {0, 1, 2})
        titles += m_person->cell(u"productsTable"_s, row, 2);
    const QString named = u"SELECT count(*)::text FROM products WHERE name = '%1'"_s;
    for (const int row : {0, 1}) {
        const QString to = u"Practice Edit %1"_s.arg(row + 1);
        DO(m_person->editTitle(titles.at(row), to));
        DO(m_person->waitFor(to, [&] { return m_person->value(named.arg(to)) == u"1"; }));
    }
    DO(m_person->walkTo(u"productsTable"_s, titles.at(2)));
    DO(m_person->waitFor(u"the form of the third"_s, [&titles] {
        const auto *editor = Sitting::visible<QLineEdit>(u"field_title"_s);
        return editor && editor->text() == titles.at(2);
    }));
    QVERIFY(Sitting::visible(u"productTab-variants"_s));
    QTest::mouseClick(Sitting::visible(u"productTab-variants"_s), Qt::LeftButton);
    DO(m_person->walkTo(u"variantsTable"_s, QString()));
    Ui::TableView *variants = m_person->table(u"variantsTable"_s);
    variants->setCurrentIndex(variants->model()->index(0, 1));
    Keys::press(Qt::Key_F2);
    DO(m_person->waitFor(u"the cell's editor"_s, [] { return Sitting::visible(u"cellEditor"_s); }));
    m_person->overwrite(u"PRACTICE-SKU"_s);
    Keys::press(Qt::Key_Return);
    DO(m_person->waitFor(u"the SKU"_s, [this] {
        return m_person->value(u"SELECT count(*)::text FROM product_variants WHERE sku = 'PRACTICE-SKU'"_s) == u"1";
    }));
}

// A second review: the three edits are approved one by one. The field that was written anew was decided by that, so it
// is sent along.
void TestDeskFlow::send()
{
    DO(m_person->open(u"review"_s));
    DO(m_person->click(u"findLocalEdits"_s));
    DO(m_person->seesRows(u"stagedTable"_s, 3));
    const QString edited = m_person->value(
        u"SELECT p.name FROM products p JOIN product_variants v ON v.product_id = p.id WHERE v.sku = 'PRACTICE-SKU'"_s);
    int left = 3;
    for (const QString &title : {u"Practice Edit 1"_s, u"Practice Edit 2"_s, edited}) {
        DO(m_person->walkTo(u"stagedTable"_s, title));
        Keys::press(Qt::Key_A, Qt::ShiftModifier);
        DO(m_person->seesRows(u"stagedTable"_s, --left));
    }
    m_shop->faults(fault(u"graphql"_s, u"delay"_s, {{u"ms"_s, 100}}));
    DO(m_person->click(u"sendApproved"_s, u"(4)"_s));
    DO(m_person->click(u"sendAll"_s, u"Send 4 Changes"_s));
    DO(m_person->backToWindow());
    DO(m_person->waitFor(u"live progress"_s, [] {
        const auto *chip = Sitting::visible<QAbstractButton>(u"runChip"_s);
        return chip && chip->text().contains(u"of 4"_s);
    }));
    DO(m_person->seesRunsEnd(u"push"_s, 1));
    m_shop->faults({});
    QCOMPARE(m_person->value(u"SELECT status || succeeded FROM sync_batches WHERE kind = 'push'"_s), u"completed4"_s);
}

void TestDeskFlow::lookIntoHistory()
{
    DO(m_person->open(u"history"_s));
    const qint64 push = m_person->value(u"SELECT id::text FROM sync_batches WHERE kind = 'push'"_s).toLongLong();
    DO(m_person->waitFor(u"the send on top"_s, [this, push] {
        return m_person->table(u"batchesTable"_s) && m_person->table(u"batchesTable"_s)->currentId() == push;
    }));
    DO(m_person->seesRows(u"batchLines"_s, 4));
    QCOMPARE(Sitting::text(u"batchTitle"_s), u"Run %1: Send to Shopify"_s.arg(push));
    m_person->table(u"batchLines"_s)->setFocus();
    Keys::press(Qt::Key_F, Qt::ControlModifier);
    Keys::type(u"edit 2"_s);
    Keys::press(Qt::Key_Return);
    DO(m_person->seesRows(u"batchLines"_s, 1));
    QCOMPARE(Sitting::text(u"lineCount"_s), u"1 line matches"_s);
}

// From the Emergency menu's key to the report, confirmed with the shop's name.
void TestDeskFlow::rollBack()
{
    const QString push = m_person->value(u"SELECT id::text FROM sync_batches WHERE kind = 'push'"_s);
    const QString shop = Sitting::text(u"shopName"_s);
    Keys::press(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    DO(m_person->walkTo(u"rollbackBatches"_s, push));
    DO(m_person->click(u"rollbackNext"_s, u"Preview"_s));
    DO(m_person->click(u"rollbackNext"_s, u"Continue"_s));
    DO(m_person->waitFor(u"the name's field"_s, [] {
        const auto *name = Sitting::visible<QLineEdit>(u"rollbackShopName"_s);
        return name && name->hasFocus();
    }));
    Keys::type(shop.chopped(1));
    QVERIFY(!Sitting::visible<QAbstractButton>(u"rollbackNext"_s)->isEnabled());
    Keys::type(shop.right(1));
    DO(m_person->click(u"rollbackNext"_s, u"Roll Back Now"_s));
    DO(m_person->waitFor(
        u"the report"_s, [] { return Sitting::text(u"resultSentence"_s).startsWith(u"Restored 4 products."); }));
    DO(m_person->click(u"rollbackCancel"_s, u"Close"_s));
    DO(m_person->backToWindow());
}

// The shop never finishes what the pull asks for, so that the run is there for as long as it takes.
void TestDeskFlow::aRunIsPausedResumedAndStopped()
{
    sit([this] {
        m_shop->faults(fault(u"bulkOperationRunQuery"_s, u"bulk"_s, {{u"trouble"_s, u"stuck"_s}}));
        DO(m_person->waitFor(
            u"the shop"_s, [this] { return m_person->link(u"linkShopify"_s).contains(u"connected"_s); }));
        DO(m_person->click(u"overviewPull"_s));
        const auto status = [this] { return m_person->value(u"SELECT status FROM sync_batches"_s); };
        DO(m_person->waitFor(u"the run"_s, [&status] { return status() == u"running"; }));
        DO(m_person->click(u"pauseRun"_s, u"Pause"_s));
        DO(m_person->waitFor(u"the pause"_s, [&status] { return status() == u"paused"; }));
        DO(m_person->click(u"runChipPause"_s, u"Resume"_s));
        DO(m_person->waitFor(u"the run again"_s, [&status] { return status() == u"running"; }));
        Keys::press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        DO(m_person->waitFor(u"the pause by key"_s, [&status] { return status() == u"paused"; }));
        DO(m_person->click(u"stopRun"_s));
        DO(m_person->seesRunsEnd(u"pull"_s, 1));
        QCOMPARE(status(), u"cancelled"_s);
        DO(m_person->waitFor(u"what became of it"_s, [] { return !Sitting::text(u"resultSentence"_s).isEmpty(); }));
        QCOMPARE(m_person->value(u"SELECT count(*) FROM staged_product_changes"_s), u"0"_s);
        m_shop->faults({});
        DO(m_person->click(u"startRun"_s));
        DO(m_person->click(u"nextStep"_s, u"Review %1 Changes"_s.arg(products)));
    });
}

void TestDeskFlow::theShopGoesInTheMiddleOfAPullAndComesBack()
{
    sit([this] {
        const QString port = QString::number(QUrl(m_shop->url()).port());
        m_shop->faults(fault(u"bulkOperationRunQuery"_s, u"bulk"_s, {{u"trouble"_s, u"stuck"_s}}));
        DO(m_person->waitFor(
            u"the shop"_s, [this] { return m_person->link(u"linkShopify"_s).contains(u"connected"_s); }));
        DO(m_person->click(u"overviewPull"_s));
        DO(m_person->waitFor(u"the pull under way"_s,
            [this] { return m_shop->read(u"faults"_s)["rules"_L1][0]["applied"_L1].toInt() >= 1; }));
        m_shop->kill();
        for (const QString &page : {u"products"_s, u"review"_s, u"history"_s, u"logs"_s, u"overview"_s, u"sync"_s})
            DO(m_person->open(page)); // none of them hangs
        m_shop = std::make_unique<DemoShop>(shopOptions({u"--port"_s, port}));
        QVERIFY2(m_shop->start(), qPrintable(m_shop->error()));
        // The shop that came back knows nothing of what was asked before.
        DO(m_person->waitFor(u"what happened"_s, [] {
            return Sitting::text(u"resultSentence"_s).contains(u"Shopify does not know the bulk operation any more."_s);
        }));
        QCOMPARE(m_person->value(u"SELECT count(*) FROM staged_product_changes"_s), u"0"_s);
        DO(m_person->click(u"retryRun"_s));
        DO(m_person->click(u"nextStep"_s, u"Review %1 Changes"_s.arg(products)));
    });
}

void TestDeskFlow::theDatabaseIsKilledUnderASaveAndComesBack()
{
    sit([this] {
        DO(m_person->fillCatalogue(products));
        DO(m_person->open(u"products"_s));
        const QString title = m_person->value(u"SELECT name FROM products ORDER BY name COLLATE \"C\" LIMIT 1"_s);
        // Test servers commit without waiting for their log; what came before the edit is to be there again.
        QCOMPARE(m_person->value(u"CHECKPOINT"_s), QString());
        // Somebody holds the products, so that the save waits in the database until that is killed.
        const auto other = Sync::PgSession::open(m_database);
        QVERIFY(other && (*other)->executeScript("BEGIN; LOCK TABLE products IN EXCLUSIVE MODE"));
        DO(m_person->editTitle(title, u"Typed before the power cut"_s));
        DO(m_person->waitFor(u"the save under way"_s, [this] {
            return m_person->value(u"SELECT count(*)::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'"_s)
                != u"0";
        }));
        m_postgres.kill();
        DO(m_person->waitFor(u"the word about the edit"_s,
            [this] { return m_person->notices().contains(u"Your edit is kept here as a draft."_s); }));
        DO(m_person->waitFor(
            u"the broken link"_s, [this] { return m_person->link(u"linkDatabase"_s).contains(u"Failed"_s); }));
        for (const QString &page : {u"overview"_s, u"review"_s, u"sync"_s, u"history"_s, u"logs"_s, u"products"_s})
            DO(m_person->open(page));
        QCOMPARE(Sitting::visible<QLineEdit>(u"field_title"_s)->text(), u"Typed before the power cut"_s);
        m_postgres.start();
        DO(m_person->waitFor(
            u"the database again"_s, [this] { return m_person->link(u"linkDatabase"_s).contains(u"connected"_s); }));
        QCOMPARE(Sitting::visible<QLineEdit>(u"field_title"_s)->text(), u"Typed before the power cut"_s);
        const auto save = [] {
            const QWidgetList all = QApplication::allWidgets();
            for (QWidget *widget : all)
                if (auto *button = qobject_cast<QAbstractButton *>(widget);
                    button && button->isVisible() && button->text() == u"Save My Edit")
                    return button;
            return static_cast<QAbstractButton *>(nullptr);
        };
        DO(m_person->waitFor(u"the way to save it"_s, [&save] { return save(); }));
        QTest::mouseClick(save(), Qt::LeftButton);
        DO(m_person->waitFor(u"the saved edit"_s, [this] {
            return m_person->value(u"SELECT count(*)::text FROM products WHERE name = 'Typed before the power cut'"_s)
                == u"1";
        }));
    });
}

QTEST_MAIN(TestDeskFlow)
#include "tst_deskflow.moc"
