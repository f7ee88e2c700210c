#pragma once

#include "sync/api/settings.h"
#include "sync/async/pausegate.h"
#include "sync/db/pgsession.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/jobs/push/pushjob.h"
#include "sync/jobs/rollback/rollbackjob.h"
#include "sync/journal/pgjournalstore.h"
#include "sync/lease/pgleasestore.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/support/fakeshop.h"
#include "tests/support/privatepostgres.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

#include <functional>
#include <memory>

namespace TestSupport {

/// Keeps what a job told.
class RecordingObserver final : public Sync::JobObserver
{
public:
    void batchStarted(Sync::BatchId batch, Sync::BatchKind) override
    {
        batches += batch;
        if (onBatchStarted)
            onBatchStarted();
    }
    void phaseStarted(Sync::Phase phase, qint64) override { phases += phase; }
    void advanced(qint64 done, qint64) override
    {
        lastDone = done;
        if (onAdvanced)
            onAdvanced(done);
    }
    void itemFinished(const Sync::ItemOutcome &outcome) override { outcomes += outcome; }
    void itemsFinished(qint64, qint64, qint64) override { }
    void noted(const QString &) override { }

    std::function<void()> onBatchStarted;
    std::function<void(qint64)> onAdvanced;
    QList<Sync::BatchId> batches;
    QList<Sync::Phase> phases;
    QList<Sync::ItemOutcome> outcomes;
    qint64 lastDone = 0;
};

/// Everything of a shop, a mirror, a base and a catalogue that staff would call content, to be compared whole.
struct WorldSnapshot
{
    QMap<qint64, QJsonObject> shop;
    QMap<qint64, QMap<QString, QString>> local; ///< By catalogue id; fields of product and variants, with links.
    QMap<qint64, QMap<QString, QString>> base;
    QMap<qint64, QMap<QString, QString>> mirror;

    bool operator==(const WorldSnapshot &) const = default;
    /// The first few places where two differ, for a failing test.
    QStringList differences(const WorldSnapshot &other) const;
    /// The same content without any id, sorted: what comes back under new ids is equal.
    QStringList contents() const;
};

/// A desk on a database of its own with a shop in memory. Defects of the fixture end the test program.
class PushDesk final
{
    Q_DISABLE_COPY_MOVE(PushDesk)

public:
    PushDesk(Tests::PrivatePostgres &server);
    /// A second desk on the first one's database and shop.
    explicit PushDesk(PushDesk &first);

    /// Products in shop, mirror, base and catalogue that agree everywhere; their catalogue ids.
    QList<Sync::ProductId> addProducts(int count, int variants = 1);
    /// Takes products as a shop holds them into mirror, base and catalogue; their catalogue ids.
    QList<Sync::ProductId> adopt(const QList<Sync::ProductContent> &contents);
    Sync::ShopifyId shopifyId(Sync::ProductId product);
    /// Runs a statement as a script or a person would, triggers and all.
    void sql(const QString &statement);
    QString value(const QString &statement);

    /// Stages all local edits and approves them; the number of changes.
    int stageAndApprove();
    /// Whether that tells of places of variants too, which move with every variant that comes or goes.
    bool stagesPlaces = false;
    Sync::Result<Sync::BatchReport> push(Sync::PushRequest request = {}, std::stop_token stop = {});
    Sync::Result<Sync::RollbackPlan> planRollback(Sync::RollbackRequest request);
    Sync::Result<Sync::BatchReport> rollBack(Sync::RollbackRequest request, std::stop_token stop = {});
    /// A batch of kind apply that wrote these fields of one product to the catalogue.
    Sync::BatchId apply(Sync::ProductId product, const Sync::FieldMap &fields);
    Sync::Result<Sync::SettleReport> settleUnknown();
    WorldSnapshot snapshot();
    Sync::ProtocolContext context();

    std::unique_ptr<FakeShop> ownShop = std::make_unique<FakeShop>();
    FakeShop &shop;
    Sync::ShopPort *port = nullptr; ///< Another shop to send to instead.
    Sync::JournalStore *store = nullptr; ///< Another journal to write down in instead.
    Sync::ConnectionSettings database;
    std::unique_ptr<Sync::PgSession> session;
    Sync::PgJournalStore journal;
    Sync::PgLeaseStore leases;
    Sync::SystemClock clock;
    Sync::SystemRandom random;
    Sync::PauseGate gate;
    RecordingObserver observer;
    Sync::ShopSettings settings;
    Sync::Operator who{QStringLiteral("Tester"), QStringLiteral("desk-1")};
    Sync::ProtocolTimes times;
    Sync::ShopTransfers *transfers = nullptr; ///< None: nothing goes out in bulk.
    Sync::BulkTerms bulk;
    Sync::LeaseTimes leaseTimes;
    Sync::BreakerLimits limits;

private:
    void stageUpdate(const Sync::LocalImage &image, Sync::BatchId batch, int &staged);
};

} // namespace TestSupport
