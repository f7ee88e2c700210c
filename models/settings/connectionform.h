#pragma once

#include "sync/api/connections.h"
#include "sync/api/typedsecret.h"

#include <QHash>
#include <QObject>

#include <array>
#include <optional>

namespace Models {

/// One set-up as somebody fills it in: what was typed, what is understood of it, what is missing, what trying it
/// found, and keeping it. The widgets only show it. Secrets typed are held until they are kept or the form goes.
class ConnectionForm final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionForm)

public:
    enum class Access { Token, Client };
    enum class Database { Private, Server };
    enum class Part { Shop, Database };

    /// `connections` outlives the form, which starts as a new shop's.
    explicit ConnectionForm(Sync::Connections &connections, QObject *parent = nullptr);

    /// Shows a profile as it is kept, or an empty form for a new shop.
    void load(const QString &profile);
    void startNew();
    /// Fills the form from a file; nothing is kept before save().
    void take(const Sync::EnvironmentFile &file);

    bool isNew() const { return m_kept.name.isEmpty(); }
    bool isDemo() const { return m_kept.name == Sync::demoProfile; }
    /// The profile's name; empty for a new one.
    const QString &name() const { return m_kept.name; }
    bool isChanged() const;

    void setShopText(const QString &typed);
    void setAccess(Access access);
    void setClientId(const QString &typed);
    void setDatabase(Database database);
    void setDatabaseText(const QString &typed);
    void setSecret(Sync::SecretKind kind, const QString &typed);
    void setApiVersion(const QString &typed);
    void setParallelWorkers(int workers);
    void setBatchSize(int products);
    void setBulkFrom(int changes);
    void setSafeLevel(Sync::SafeLevel level);
    void setBreaker(int Sync::BreakerNumbers::*limit, int number);

    const QString &shopText() const { return m_shopText; }
    Access access() const { return m_access; }
    const QString &clientId() const { return m_clientId; }
    Database database() const { return m_database; }
    const QString &databaseText() const { return m_databaseText; }
    const Sync::Profile &profile() const { return m_profile; }

    /// What is understood of an address, or why it is not; empty while nothing is typed.
    QString shopRemark() const;
    bool isShopUsable() const { return m_shop && m_shop->isOk(); }
    QString databaseRemark() const;
    bool isDatabaseUsable() const;
    /// What looks odd about a secret typed, or why it cannot be used; empty when all is well.
    QString secretRemark(Sync::SecretKind kind) const;
    bool isSecretRefused(Sync::SecretKind kind) const;
    bool isSecretTyped(Sync::SecretKind kind) const;
    bool isAnySecretTyped() const { return !m_typed.isEmpty(); }
    bool isSecretKept(Sync::SecretKind kind) const;
    /// Why secrets are kept for this session only, if they are.
    std::optional<Sync::Failure> keychainFailure() const;

    /// What stands in the way of saving, one sentence; empty when nothing does.
    QString obstacle() const;
    bool canTest(Part part) const;
    void test(Part part);
    bool isTesting(Part part) const { return m_tests.at(size_t(part)).isRunning; }
    /// What the last try found; empty before one and after a change that makes it stale.
    const QList<Sync::CheckResult> &lines(Part part) const { return m_tests.at(size_t(part)).lines; }

    /// Keeps the set-up and then its secrets; saved() or failed() follows.
    void save();
    bool isSaving() const { return m_isSaving; }

Q_SIGNALS:
    void changed();
    /// Something else is shown in the form than before: fields have to be filled anew.
    void loaded();
    void saved(const QString &profile, Sync::SecretLife life);
    void failed(const Sync::Failure &failure);

private:
    struct Test
    {
        bool isRunning = false;
        int generation = 0; ///< A change makes the answer still awaited stale.
        QList<Sync::CheckResult> lines = {};
    };

    void show(const Sync::Profile &kept, const Sync::Profile &shown);
    void gather();
    void touch(Part part);
    void lookForSecrets();
    Sync::ProfileSecrets secrets() const;
    const Sync::Secret &typed(Sync::SecretKind kind) const;
    bool needsSecret(Sync::SecretKind kind) const;

    Sync::Connections &m_connections;
    Sync::Profile m_kept; ///< Nameless for a new one.
    Sync::Profile m_profile; ///< As the fields say.
    QString m_shopText;
    QString m_clientId;
    QString m_databaseText;
    Access m_access = Access::Token;
    Database m_database = Database::Private;
    std::optional<Sync::Result<Sync::ReadAddress>> m_shop;
    std::optional<Sync::Result<Sync::ReadAddress>> m_server;
    QHash<int, Sync::Result<Sync::TypedSecret>> m_typed; ///< By SecretKind.
    std::optional<Sync::KnownSecrets> m_known;
    int m_lookGeneration = 0;
    std::array<Test, 2> m_tests;
    bool m_isSaving = false;
};

} // namespace Models
