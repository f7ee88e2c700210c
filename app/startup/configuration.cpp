#include "app/startup/configuration.h"

#include "app/cli/commandline.h"
#include "sync/graphql/shopaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

/// A setting's value and where it came from, for a message that can name the place.
struct Found
{
    QString value;
    QString place;
};

/// The first of command line, environment and profile that has a value.
Found firstOf(const QString &option, const QString &optionName, const QProcessEnvironment &environment,
    const QString &variable, const QSettings &settings, const QString &key)
{
    if (!option.isEmpty())
        return {option, optionName};
    if (const QString value = environment.value(variable).trimmed(); !value.isEmpty())
        return {value, variable};
    return {settings.value(key).toString(), QCoreApplication::translate("App::Configuration", "the profile")};
}

Sync::Failure notUsable(const Found &found, const QString &why)
{
    return {Sync::FailureKind::BadInput,
        QCoreApplication::translate("App::Configuration", "The value “%1” in %2 cannot be used.").arg(found.value, found.place),
        why, QCoreApplication::translate("App::Configuration", "Correct it and start again.")};
}

/// A number of the environment or the profile within its bounds, or the default when there is none.
Sync::Result<int> number(const QProcessEnvironment &environment, const QString &variable, const QSettings &settings,
    const QString &key, int lowest, int highest, int otherwise)
{
    const Found found = firstOf({}, {}, environment, variable, settings, key);
    if (found.value.isEmpty())
        return otherwise;
    bool ok = false;
    const int value = found.value.toInt(&ok);
    if (!ok || value < lowest || value > highest)
        return notUsable(found, QCoreApplication::translate("App::Configuration", "A whole number from %1 to %2 is needed.").arg(lowest).arg(highest));
    return value;
}

QString loginName()
{
    if (const passwd *user = getpwuid(geteuid()))
        return QString::fromLocal8Bit(user->pw_name);
    return QString::number(geteuid());
}

} // namespace

Sync::Result<Configuration> readConfiguration(const CommandLine &line, const QProcessEnvironment &environment,
    const QSettings &settings)
{
    Configuration configuration;
    const auto *window = std::get_if<OpenWindow>(&line.what);
    const bool demo = window && window->demo;
    configuration.profile = demo ? u"demo"_s
        : line.profile.isEmpty() ? settings.value(u"profile"_s, u"demo"_s).toString()
                                 : line.profile;
    const QString group = u"profiles/%1/"_s.arg(configuration.profile);

    // The demo is for trying things out: nothing of the environment may point it at a real shop or database.
    const QProcessEnvironment effective = demo ? QProcessEnvironment() : environment;

    const Found shop = firstOf(line.shopUrl, u"--shop"_s, effective, u"SHOPIFY_SHOP_URL"_s, settings, group + u"shop/url"_s);
    if (!shop.value.isEmpty()) {
        const auto address = Sync::ShopAddress::parse(shop.value);
        if (!address)
            return address.failure();
        configuration.shop.url = address->url;
        if (!address->notice.isEmpty())
            configuration.notes += address->notice;
    }
    configuration.access.accessToken = Sync::Secret(effective.value(u"SHOPIFY_ACCESS_TOKEN"_s).trimmed());
    configuration.access.clientId = firstOf({}, {}, effective, u"SHOPIFY_CLIENT_ID"_s, settings, group + u"shop/clientId"_s).value;
    configuration.access.clientSecret = Sync::Secret(effective.value(u"SHOPIFY_CLIENT_SECRET"_s).trimmed());

    const Found version = firstOf({}, {}, effective, u"SHOPIFY_API_VERSION"_s, settings, group + u"shop/apiVersion"_s);
    if (!version.value.isEmpty()) {
        static const QRegularExpression quarter(u"^20\\d\\d-(01|04|07|10)$"_s);
        if (!quarter.match(version.value).hasMatch())
            return notUsable(version, QCoreApplication::translate("App::Configuration", "Shopify's versions are quarters, like 2026-10."));
        configuration.shop.apiVersion = version.value;
    }
    const auto workers = number(effective, u"PARALLEL_WORKERS"_s, settings, group + u"sync/parallelWorkers"_s, 1, 64, configuration.shop.parallelWorkers);
    if (!workers)
        return workers.failure();
    configuration.shop.parallelWorkers = *workers;
    const auto batchSize = number(effective, u"SYNC_BATCH_SIZE"_s, settings, group + u"sync/batchSize"_s, 1, 10000, configuration.shop.batchSize);
    if (!batchSize)
        return batchSize.failure();
    configuration.shop.batchSize = *batchSize;
    configuration.shop.safeLevel = configuration.usesDemoShop()
        ? Sync::SafeLevel::Demo
        : Sync::fromWord<Sync::SafeLevel>(settings.value(group + u"safety/level"_s, u"careful"_s).toString()).value_or(Sync::SafeLevel::Careful);

    const Found database = firstOf(line.databaseUrl, u"--database"_s, effective, u"DATABASE_URL"_s, settings, group + u"database/url"_s);
    if (!database.value.isEmpty()) {
        QStringList ignored;
        auto connection = Sync::ConnectionSettings::fromUrl(database.value, &ignored);
        if (!connection)
            return connection.failure();
        configuration.database = std::move(connection).value();
        if (!ignored.isEmpty())
            configuration.notes += QCoreApplication::translate("App::Configuration", "These options of the database address are not known and were left out: %1.").arg(ignored.join(u", "_s));
    }

    configuration.operatorAtDesk.name = settings.value(u"operator/name"_s, loginName()).toString();
    configuration.operatorAtDesk.desk = u"%1/%2"_s.arg(QSysInfo::machineHostName()).arg(QCoreApplication::applicationPid());
    return configuration;
}

} // namespace App
