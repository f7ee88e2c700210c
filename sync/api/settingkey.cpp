#include "sync/api/settingkey.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

constexpr Setting table[] = {
    {SettingKey::CurrentProfile, SettingScope::Program, SettingType::ProfileName, u"profile", {}, u"profile", {},
        QT_TRANSLATE_NOOP("Sync::Settings", "The set-up that is opened when none is named.")},
    {SettingKey::OperatorName, SettingScope::Program, SettingType::Text, u"operator.name", {}, {}, {},
        QT_TRANSLATE_NOOP("Sync::Settings", "Who works at this desk, as written to decisions; else the login name.")},
    {SettingKey::ShopUrl, SettingScope::Profile, SettingType::ShopAddress, u"shop.url", u"SHOPIFY_SHOP_URL", u"shop",
        {}, QT_TRANSLATE_NOOP("Sync::Settings", "The shop's address; without one, the demo shop.")},
    {SettingKey::ApiVersion, SettingScope::Profile, SettingType::ApiVersion, u"shop.api-version",
        u"SHOPIFY_API_VERSION", {}, u"2026-10",
        QT_TRANSLATE_NOOP("Sync::Settings", "The version of Shopify's interface, a quarter.")},
    {SettingKey::ClientId, SettingScope::Profile, SettingType::Text, u"shop.client-id", u"SHOPIFY_CLIENT_ID", {}, {},
        QT_TRANSLATE_NOOP(
            "Sync::Settings", "The client id of a Dev Dashboard app; without one, an access token is used.")},
    {SettingKey::DatabaseUrl, SettingScope::Profile, SettingType::DatabaseAddress, u"database.url", u"DATABASE_URL",
        u"database", {},
        QT_TRANSLATE_NOOP(
            "Sync::Settings", "The database's address without the password; without one, a private database.")},
    {SettingKey::ParallelWorkers, SettingScope::Profile, SettingType::Number, u"sync.workers", u"PARALLEL_WORKERS", {},
        u"8", QT_TRANSLATE_NOOP("Sync::Settings", "How many requests may be under way to Shopify at once."), 1, 64},
    {SettingKey::BatchSize, SettingScope::Profile, SettingType::Number, u"sync.batch-size", u"SYNC_BATCH_SIZE", {},
        u"250",
        QT_TRANSLATE_NOOP("Sync::Settings", "How many products are written to the catalogue in one transaction."), 1,
        10'000},
    {SettingKey::BulkFrom, SettingScope::Profile, SettingType::Number, u"sync.bulk-from", {}, {}, u"0",
        QT_TRANSLATE_NOOP("Sync::Settings",
            "From how many changes on a send may use Shopify's bulk runs, which are faster, but write over what "
            "somebody "
            "edits there within the same minute; 0 is never."),
        0, 1'000'000},
    {SettingKey::SafeLevel, SettingScope::Profile, SettingType::SafeLevel, u"safety.level", {}, {}, u"careful",
        QT_TRANSLATE_NOOP(
            "Sync::Settings", "How much is asked before anything is sent: careful, locked or read_only.")},
    {SettingKey::MostProducts, SettingScope::Profile, SettingType::Number, u"safety.most-products", {}, {}, u"500",
        QT_TRANSLATE_NOOP("Sync::Settings", "Sending more products at once waits for a person."), 1, 1'000'000},
    {SettingKey::MostCatalogueShare, SettingScope::Profile, SettingType::Number, u"safety.most-share", {}, {}, u"10",
        QT_TRANSLATE_NOOP("Sync::Settings",
            "Sending more percent of the products in Shopify at once waits for a person; up to 100 products in all it "
            "does not count."),
        1, 100},
    {SettingKey::MostPriceMove, SettingScope::Profile, SettingType::Number, u"safety.most-price-move", {}, {}, u"50",
        QT_TRANSLATE_NOOP("Sync::Settings", "A price that moves by more percent, or to 0, waits for a person."), 1,
        1'000},
    {SettingKey::MostRemovals, SettingScope::Profile, SettingType::Number, u"safety.most-removals", {}, {}, u"20",
        QT_TRANSLATE_NOOP("Sync::Settings", "Deleting or archiving more products at once waits for a person."), 0,
        1'000'000},
    {SettingKey::MostFailures, SettingScope::Profile, SettingType::Number, u"safety.most-failures", {}, {}, u"5",
        QT_TRANSLATE_NOOP("Sync::Settings", "Sending stops when more percent of it has failed, from 50 products on."),
        1, 100},
};

} // namespace

std::span<const Setting> allSettings()
{
    return table;
}

const Setting &setting(SettingKey key)
{
    return *std::ranges::find(table, key, &Setting::key);
}

const Setting *settingNamed(QStringView name)
{
    const auto *found = std::ranges::find(table, name, &Setting::name);
    return found == std::end(table) ? nullptr : found;
}

QString purposeOf(const Setting &setting)
{
    return QCoreApplication::translate("Sync::Settings", setting.purpose);
}

QString toWord(SettingSource source)
{
    switch (source) {
    case SettingSource::Default:
        break;
    case SettingSource::Profile:
        return u"profile"_s;
    case SettingSource::Environment:
        return u"environment"_s;
    case SettingSource::CommandLine:
        return u"command line"_s;
    }
    return u"default"_s;
}

} // namespace Sync
