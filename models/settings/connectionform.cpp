#include "models/settings/connectionform.h"

#include "models/paging/answer.h"

namespace Models {

using Sync::SecretKind;

namespace {

/// A profile without what only its name says, for telling whether anything was changed.
Sync::Profile nameless(Sync::Profile profile)
{
    profile.name.clear();
    return profile;
}

} // namespace

ConnectionForm::ConnectionForm(Sync::Connections &connections, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
{ }

void ConnectionForm::load(const QString &profile)
{
    const Sync::Profile kept = m_connections.profile(profile);
    show(kept, kept);
}

void ConnectionForm::startNew()
{
    show({}, {});
}

void ConnectionForm::take(const Sync::EnvironmentFile &file)
{
    show({}, file.profile);
    const auto put = [this](SecretKind kind, const Sync::Secret &secret) {
        if (!secret.isEmpty())
            m_typed.insert(int(kind), Sync::TypedSecret{secret});
    };
    // With both, the file's owner used the token.
    put(SecretKind::AccessToken, file.secrets.accessToken);
    put(SecretKind::ClientSecret, file.secrets.clientSecret);
    put(SecretKind::DatabasePassword, file.secrets.databasePassword);
    if (!file.secrets.accessToken.isEmpty())
        m_access = Access::Token;
    gather();
    Q_EMIT loaded();
    Q_EMIT changed();
}

void ConnectionForm::show(const Sync::Profile &kept, const Sync::Profile &shown)
{
    m_kept = kept;
    m_profile = shown;
    m_shopText = shown.shop;
    m_clientId = shown.clientId;
    m_databaseText = shown.databaseUrl;
    m_access = shown.clientId.isEmpty() ? Access::Token : Access::Client;
    m_database = shown.databaseUrl.isEmpty() ? Database::Private : Database::Server;
    m_typed.clear();
    for (Test &test : m_tests)
        test = {.generation = test.generation + 1};
    m_shop.reset();
    m_server.reset();
    if (!m_shopText.isEmpty())
        m_shop = m_connections.readShopAddress(m_shopText);
    if (!m_databaseText.isEmpty())
        m_server = m_connections.readDatabaseAddress(m_databaseText);
    gather();
    Q_EMIT loaded();
    Q_EMIT changed();
    lookForSecrets();
}

bool ConnectionForm::isChanged() const
{
    return nameless(m_profile) != nameless(m_kept) || !m_typed.isEmpty() || (m_shop && !*m_shop)
        || (m_server && !*m_server);
}

void ConnectionForm::gather()
{
    m_profile.name = m_kept.name;
    m_profile.shop = isShopUsable() ? (*m_shop)->address : QString();
    m_profile.clientId = m_access == Access::Client ? m_clientId : QString();
    m_profile.databaseUrl = m_database == Database::Server && m_server && *m_server ? (*m_server)->address : QString();
}

void ConnectionForm::touch(Part part)
{
    Test &test = m_tests.at(size_t(part));
    test = {.generation = test.generation + 1};
    gather();
    Q_EMIT changed();
}

void ConnectionForm::setShopText(const QString &typed)
{
    if (typed == m_shopText)
        return;
    m_shopText = typed;
    m_shop = typed.trimmed().isEmpty() ? std::nullopt : std::optional(m_connections.readShopAddress(typed));
    touch(Part::Shop);
    lookForSecrets();
}

void ConnectionForm::setAccess(Access access)
{
    if (access == m_access)
        return;
    m_access = access;
    touch(Part::Shop);
    lookForSecrets();
}

void ConnectionForm::setClientId(const QString &typed)
{
    if (typed.trimmed() == m_clientId)
        return;
    m_clientId = typed.trimmed();
    touch(Part::Shop);
    lookForSecrets();
}

void ConnectionForm::setDatabase(Database database)
{
    if (database == m_database)
        return;
    m_database = database;
    touch(Part::Database);
    lookForSecrets();
}

void ConnectionForm::setDatabaseText(const QString &typed)
{
    if (typed == m_databaseText)
        return;
    m_databaseText = typed;
    m_server = typed.trimmed().isEmpty() ? std::nullopt : std::optional(m_connections.readDatabaseAddress(typed));
    // A password that came with the address is taken over; in the address it would be kept and seen.
    if (m_server && *m_server && !(*m_server)->password.isEmpty()) {
        m_typed.insert(int(SecretKind::DatabasePassword), Sync::TypedSecret{(*m_server)->password});
        m_databaseText = (*m_server)->address;
        touch(Part::Database);
        Q_EMIT loaded();
    } else {
        touch(Part::Database);
    }
    lookForSecrets();
}

void ConnectionForm::setSecret(SecretKind kind, const QString &typed)
{
    if (typed.isEmpty())
        m_typed.remove(int(kind));
    else
        m_typed.insert(int(kind), Sync::readSecret(kind, typed));
    touch(kind == SecretKind::DatabasePassword ? Part::Database : Part::Shop);
}

void ConnectionForm::setApiVersion(const QString &typed)
{
    m_profile.apiVersion = typed.trimmed();
    touch(Part::Shop);
}

void ConnectionForm::setParallelWorkers(int workers)
{
    m_profile.parallelWorkers = workers;
    Q_EMIT changed();
}

void ConnectionForm::setBatchSize(int products)
{
    m_profile.batchSize = products;
    Q_EMIT changed();
}

void ConnectionForm::setBulkFrom(int changes)
{
    m_profile.bulkFrom = changes;
    Q_EMIT changed();
}

void ConnectionForm::setSafeLevel(Sync::SafeLevel level)
{
    m_profile.safeLevel = level;
    Q_EMIT changed();
}

void ConnectionForm::setBreaker(int Sync::BreakerNumbers::*limit, int number)
{
    m_profile.breaker.*limit = number;
    Q_EMIT changed();
}

QString ConnectionForm::shopRemark() const
{
    if (!m_shop)
        return {};
    if (!*m_shop)
        return m_shop->failure().what + u' ' + m_shop->failure().remedy;
    const QStringList profiles = isNew() ? m_connections.profiles() : QStringList();
    for (const QString &name : profiles)
        if (m_connections.profile(name).shop == (*m_shop)->address)
            return tr("%1 is set up already; choose it in the list.").arg((*m_shop)->address);
    return (*m_shop)->notice.isEmpty() ? tr("Using %1.").arg((*m_shop)->address) : (*m_shop)->notice;
}

QString ConnectionForm::databaseRemark() const
{
    if (m_database == Database::Private || !m_server)
        return {};
    if (!*m_server)
        return m_server->failure().what + u' ' + m_server->failure().remedy;
    if (!(*m_server)->notice.isEmpty())
        return (*m_server)->notice;
    return (*m_server)->isLocal
        ? tr("On this computer.")
        : tr("Encrypted; the server's certificate is checked, unless the address says otherwise.");
}

bool ConnectionForm::isDatabaseUsable() const
{
    return m_database == Database::Private || (m_server && *m_server);
}

QString ConnectionForm::secretRemark(SecretKind kind) const
{
    const auto typed = m_typed.constFind(int(kind));
    if (typed == m_typed.cend())
        return {};
    return *typed ? (*typed)->hint : QString(typed->failure().what % u' ' % typed->failure().remedy);
}

bool ConnectionForm::isSecretRefused(SecretKind kind) const
{
    const auto typed = m_typed.constFind(int(kind));
    return typed != m_typed.cend() && !*typed;
}

bool ConnectionForm::isSecretTyped(SecretKind kind) const
{
    return m_typed.contains(int(kind));
}

bool ConnectionForm::isSecretKept(SecretKind kind) const
{
    if (!m_known)
        return false;
    switch (kind) {
    case SecretKind::AccessToken:
        return m_known->accessToken;
    case SecretKind::ClientSecret:
        return m_known->clientSecret;
    case SecretKind::DatabasePassword:
        break;
    }
    return m_known->databasePassword;
}

std::optional<Sync::Failure> ConnectionForm::keychainFailure() const
{
    return m_known ? m_known->keychain : std::nullopt;
}

bool ConnectionForm::needsSecret(SecretKind kind) const
{
    switch (kind) {
    case SecretKind::AccessToken:
        return m_access == Access::Token;
    case SecretKind::ClientSecret:
        return m_access == Access::Client;
    case SecretKind::DatabasePassword:
        break;
    }
    return false; // many servers ask for none
}

QString ConnectionForm::obstacle() const
{
    if (isDemo())
        return {};
    if (!isShopUsable())
        return tr("A shop address is needed.");
    if (isNew() && m_connections.profiles().contains(m_connections.freeName(m_profile.shop)))
        return tr("This shop is set up already; choose it in the list.");
    if (m_access == Access::Client && m_clientId.isEmpty())
        return tr("The app's client id is needed.");
    for (const SecretKind kind : {SecretKind::AccessToken, SecretKind::ClientSecret}) {
        if (!needsSecret(kind) || isSecretKept(kind))
            continue;
        if (!isSecretTyped(kind))
            return kind == SecretKind::AccessToken ? tr("The access token is needed.")
                                                   : tr("The app's client secret is needed.");
    }
    for (const SecretKind kind : {SecretKind::AccessToken, SecretKind::ClientSecret, SecretKind::DatabasePassword}) {
        const bool isUsed = kind == SecretKind::DatabasePassword ? m_database == Database::Server : needsSecret(kind);
        if (isUsed && isSecretRefused(kind))
            return secretRemark(kind);
    }
    if (!isDatabaseUsable())
        return tr("The database's address is needed.");
    return {};
}

bool ConnectionForm::canTest(Part part) const
{
    if (isTesting(part))
        return false;
    return part == Part::Shop ? isShopUsable() : isDatabaseUsable();
}

const Sync::Secret &ConnectionForm::typed(SecretKind kind) const
{
    static const Sync::Secret none;
    const auto typed = m_typed.constFind(int(kind));
    return typed != m_typed.cend() && *typed ? (*typed)->secret : none;
}

Sync::ProfileSecrets ConnectionForm::secrets() const
{
    Sync::ProfileSecrets secrets;
    if (m_access == Access::Token)
        secrets.accessToken = typed(SecretKind::AccessToken);
    else
        secrets.clientSecret = typed(SecretKind::ClientSecret);
    if (m_database == Database::Server)
        secrets.databasePassword = typed(SecretKind::DatabasePassword);
    return secrets;
}

void ConnectionForm::test(Part part)
{
    if (!canTest(part))
        return;
    Test &test = m_tests.at(size_t(part));
    test = {.isRunning = true, .generation = test.generation + 1};
    Q_EMIT changed();
    const auto future = part == Part::Shop ? m_connections.testShop(m_profile, secrets())
                                           : m_connections.testDatabase(m_profile, secrets());
    whenAnswered(
        future, this, [this, part, generation = test.generation](const Sync::Result<QList<Sync::CheckResult>> &lines) {
            Test &answered = m_tests.at(size_t(part));
            if (generation != answered.generation)
                return;
            answered.isRunning = false;
            if (lines)
                answered.lines = *lines;
            else
                Q_EMIT failed(lines.failure());
            Q_EMIT changed();
        });
}

void ConnectionForm::lookForSecrets()
{
    const int generation = ++m_lookGeneration;
    m_known.reset();
    if (isDemo())
        return;
    whenAnswered(m_connections.lookForSecrets(m_profile), this,
        [this, generation](const Sync::Result<Sync::KnownSecrets> &known) {
            if (generation != m_lookGeneration || !known)
                return;
            m_known = *known;
            Q_EMIT changed();
        });
}

void ConnectionForm::save()
{
    if (m_isSaving || !obstacle().isEmpty())
        return;
    Sync::Profile profile = m_profile;
    if (isNew())
        profile.name = m_connections.freeName(profile.shop);
    const auto kept = m_connections.keepProfile(profile);
    if (!kept) {
        Q_EMIT failed(kept.failure());
        return;
    }
    m_isSaving = true;
    m_kept = profile;
    gather();
    Q_EMIT changed();
    whenAnswered(m_connections.keepSecrets(profile, secrets()), this,
        [this, profile](const Sync::Result<Sync::SecretLife> &life) {
            m_isSaving = false;
            if (!life) {
                Q_EMIT failed(life.failure());
                Q_EMIT changed();
                return;
            }
            m_typed.clear();
            Q_EMIT loaded();
            Q_EMIT changed();
            lookForSecrets();
            Q_EMIT saved(profile.name, *life);
        });
}

} // namespace Models
