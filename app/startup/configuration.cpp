#include "app/startup/configuration.h"

#include "app/cli/commandline.h"
#include "sync/graphql/shopaddress.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

using Sync::Done;
using Sync::EffectiveSettings;
using Sync::Result;
using Sync::SettingKey;

constexpr double percent = 100.0;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(App::Configuration)
};

bool isDemo(const CommandLine &line)
{
    const auto *window = std::get_if<OpenWindow>(&line.what);
    return window && window->demo;
}

/// Without the shop and the database that the environment names, and without the secrets that belong to them.
QProcessEnvironment withoutPlaces(QProcessEnvironment environment)
{
    const std::pair<QStringView, QList<QStringView>> places[]
        = {{Sync::setting(SettingKey::ShopUrl).variable,
               {Sync::setting(SettingKey::ClientId).variable, Sync::accessTokenVariable, Sync::clientSecretVariable}},
            {Sync::setting(SettingKey::DatabaseUrl).variable, {Sync::databasePasswordVariable}}};
    for (const auto &[place, secrets] : places) {
        if (environment.value(place.toString()).isEmpty())
            continue;
        environment.remove(place.toString());
        for (const QStringView secret : secrets)
            environment.remove(secret.toString());
    }
    return environment;
}

QString loginName()
{
    if (const passwd *user = getpwuid(geteuid()))
        return QString::fromLocal8Bit(user->pw_name);
    return QString::number(geteuid());
}

Result<Done> readShop(const EffectiveSettings &settings, const Sync::ProfileStore &store, Configuration &configuration)
{
    const QString given = settings.raw(SettingKey::ShopUrl).text;
    if (!given.isEmpty()) {
        const auto address = Sync::ShopAddress::parse(given);
        if (!address)
            return address.failure();
        configuration.shop.url = address->url;
        if (!address->notice.isEmpty())
            configuration.notes += address->notice;
        const auto kept = Sync::ShopAddress::parse(store.value(configuration.profile, SettingKey::ShopUrl));
        if (!kept || kept->url != address->url)
            configuration.folder = address->domain();
    }
    configuration.access.accessToken = settings.secret(Sync::accessTokenVariable);
    configuration.access.clientId = settings.raw(SettingKey::ClientId).text;
    configuration.access.clientSecret = settings.secret(Sync::clientSecretVariable);
    const auto version = settings.checked(SettingKey::ApiVersion);
    if (!version)
        return version.failure();
    configuration.shop.apiVersion = *version;
    return Done{};
}

Result<Done> readPace(const EffectiveSettings &settings, Configuration &configuration)
{
    const auto workers = settings.checked(SettingKey::ParallelWorkers);
    if (!workers)
        return workers.failure();
    configuration.shop.parallelWorkers = workers->toInt();
    const auto batchSize = settings.checked(SettingKey::BatchSize);
    if (!batchSize)
        return batchSize.failure();
    configuration.shop.batchSize = batchSize->toInt();
    const auto bulkFrom = settings.checked(SettingKey::BulkFrom);
    if (!bulkFrom)
        return bulkFrom.failure();
    configuration.shop.bulkFrom = bulkFrom->toInt();
    const auto level = settings.checked(SettingKey::SafeLevel);
    if (!level)
        return level.failure();
    configuration.shop.safeLevel = configuration.usesDemoShop()
        ? Sync::SafeLevel::Demo
        : Sync::fromWord<Sync::SafeLevel>(*level).value_or(Sync::SafeLevel::Careful);
    return Done{};
}

Result<Done> readBreaker(const EffectiveSettings &settings, Configuration &configuration)
{
    QHash<SettingKey, int> numbers;
    for (const SettingKey key : {SettingKey::MostProducts, SettingKey::MostCatalogueShare, SettingKey::MostPriceMove,
             SettingKey::MostRemovals, SettingKey::MostFailures}) {
        const auto number = settings.checked(key);
        if (!number)
            return number.failure();
        numbers.insert(key, number->toInt());
    }
    Sync::BreakerLimits &limits = configuration.breaker;
    limits.products = numbers.value(SettingKey::MostProducts);
    limits.catalogueShare = numbers.value(SettingKey::MostCatalogueShare) / percent;
    limits.priceMove = numbers.value(SettingKey::MostPriceMove) / percent;
    limits.removals = numbers.value(SettingKey::MostRemovals);
    limits.failureShare = numbers.value(SettingKey::MostFailures) / percent;
    return Done{};
}

Result<Done> readDatabase(const EffectiveSettings &settings, Configuration &configuration)
{
    const QString given = settings.raw(SettingKey::DatabaseUrl).text;
    if (given.isEmpty())
        return Done{};
    QStringList ignored;
    auto connection = Sync::ConnectionSettings::fromUrl(given, &ignored);
    if (!connection)
        return connection.failure();
    if (connection->password.isEmpty())
        connection->password = settings.secret(Sync::databasePasswordVariable);
    configuration.database = std::move(connection).value();
    if (!ignored.isEmpty())
        configuration.notes += Words::tr("These options of the database address are not known and were left out: %1.")
                                   .arg(ignored.join(u", "_s));
    return Done{};
}

} // namespace

Sync::SettingOverrides overridesFor(const CommandLine &line, const QProcessEnvironment &environment)
{
    if (isDemo(line))
        return {{}, QProcessEnvironment()};
    if (line.isChosenInWindow)
        return {{}, withoutPlaces(environment)};
    return {{{SettingKey::CurrentProfile, line.profile}, {SettingKey::ShopUrl, line.shopUrl},
                {SettingKey::DatabaseUrl, line.databaseUrl}},
        environment};
}

QString profileFor(const CommandLine &line, const Sync::ProfileStore &store)
{
    if (isDemo(line))
        return Sync::demoProfile.toString();
    if (!line.profile.isEmpty())
        return line.profile;
    const QString current = store.current();
    return current.isEmpty() ? Sync::demoProfile.toString() : current;
}

bool isFirstStart(const CommandLine &line, const QProcessEnvironment &environment, const Sync::ProfileStore &store)
{
    const auto *window = std::get_if<OpenWindow>(&line.what);
    if (!window || window->demo || !window->screenshotFolder.isEmpty() || !line.profile.isEmpty()
        || !store.current().isEmpty())
        return false;
    const EffectiveSettings settings(store, Sync::demoProfile.toString(), overridesFor(line, environment));
    return settings.raw(SettingKey::ShopUrl).text.isEmpty() && settings.raw(SettingKey::DatabaseUrl).text.isEmpty();
}

Result<Configuration> readConfiguration(
    const CommandLine &line, const QProcessEnvironment &environment, const Sync::ProfileStore &store)
{
    Configuration configuration;
    configuration.profile = profileFor(line, store);
    if (!store.knows(configuration.profile))
        return Sync::Failure{Sync::FailureKind::BadInput,
            Words::tr("There is no profile “%1”.").arg(configuration.profile.left(60)),
            Words::tr("It names the shop and the database to work with; nothing was opened."),
            Words::tr("“syncdesk config profiles” lists them.")};
    configuration.folder = configuration.profile;
    const EffectiveSettings settings(store, configuration.profile, overridesFor(line, environment));
    if (const auto read = readShop(settings, store, configuration); !read)
        return read.failure();
    if (const auto read = readPace(settings, configuration); !read)
        return read.failure();
    if (const auto read = readBreaker(settings, configuration); !read)
        return read.failure();
    if (const auto read = readDatabase(settings, configuration); !read)
        return read.failure();
    const QString name = settings.raw(SettingKey::OperatorName).text;
    configuration.operatorAtDesk.name = name.isEmpty() ? loginName() : name;
    configuration.operatorAtDesk.desk
        = u"%1/%2"_s.arg(QSysInfo::machineHostName()).arg(QCoreApplication::applicationPid());
    return configuration;
}

} // namespace App
