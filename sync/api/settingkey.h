#pragma once

#include <QString>

#include <span>

namespace Sync {

/// What can be set, secrets and the look of the window excepted.
enum class SettingKey {
    CurrentProfile,
    OperatorName,
    ShopUrl,
    ApiVersion,
    ClientId,
    DatabaseUrl,
    ParallelWorkers,
    BatchSize,
    BulkFrom,
    SafeLevel,
    MostProducts,
    MostCatalogueShare,
    MostPriceMove,
    MostRemovals,
    MostFailures,
};

/// Whether a setting is one for the whole program or one of each profile.
enum class SettingScope { Program, Profile };

/// What a setting's text must be like.
enum class SettingType { Text, ProfileName, ShopAddress, ApiVersion, DatabaseAddress, Number, SafeLevel };

/// Where a value in effect comes from; a later one wins over those before it.
enum class SettingSource { Default, Profile, Environment, CommandLine };

/// One row of the table of settings: all that is known of a setting, for reading, checking, listing and asking.
struct Setting
{
    SettingKey key;
    SettingScope scope;
    SettingType type;
    QStringView name; ///< On the command line and, with '/' for '.', in the settings file.
    QStringView variable; ///< The environment variable that overrides it; empty for none.
    QStringView option; ///< The option of every command that overrides it, without dashes; empty for none.
    QStringView otherwise; ///< Its value while nobody has set it.
    const char *purpose; ///< One sentence, see purposeOf().
    int lowest = 0; ///< Bounds of a number.
    int highest = 0;
};

/// Every setting, in the order they are listed.
std::span<const Setting> allSettings();
const Setting &setting(SettingKey key);
/// The setting of that name, or null.
const Setting *settingNamed(QStringView name);
/// What the setting is for, translated.
QString purposeOf(const Setting &setting);
/// The stable word of a source: "default", "profile", "environment", "command line".
QString toWord(SettingSource source);

} // namespace Sync
