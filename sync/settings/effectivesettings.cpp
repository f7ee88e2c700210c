#include "sync/settings/effectivesettings.h"

#include "sync/settings/settingcheck.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Settings)
};

} // namespace

SettingValue EffectiveSettings::raw(SettingKey key) const
{
    const Setting &wanted = setting(key);
    if (const QString option = m_overrides.options.value(key); !option.isEmpty())
        return {key, option, SettingSource::CommandLine, u"--"_s + wanted.option};
    if (!wanted.variable.isEmpty()) {
        const QString variable = wanted.variable.toString();
        if (const QString value = m_overrides.environment.value(variable).trimmed(); !value.isEmpty())
            return {key, value, SettingSource::Environment, variable};
    }
    if (const QString kept = m_store.value(m_profile, key); !kept.isEmpty())
        return {key, kept, SettingSource::Profile, Words::tr("the profile “%1”").arg(m_profile)};
    return {key, wanted.otherwise.toString(), SettingSource::Default, {}};
}

Result<QString> EffectiveSettings::checked(SettingKey key) const
{
    const SettingValue value = raw(key);
    Result<QString> clean = checkedSetting(setting(key), value.text);
    if (clean || value.place.isEmpty())
        return clean;
    Failure failure = clean.failure();
    failure.meaning = Words::tr("It comes from %1.").arg(value.place) + u' ' + failure.meaning;
    return failure;
}

SettingValue EffectiveSettings::shown(SettingKey key) const
{
    SettingValue value = raw(key);
    if (key != SettingKey::DatabaseUrl || value.text.isEmpty())
        return value;
    // What cannot be read may hold a password anywhere.
    const Result<ReadAddress> read = readDatabaseAddress(value.text);
    value.text = read ? read->address : Words::tr("(unreadable)");
    return value;
}

Secret EffectiveSettings::secret(QStringView variable) const
{
    return Secret(m_overrides.environment.value(variable.toString()).trimmed());
}

QStringList EffectiveSettings::overrides() const
{
    QStringList places;
    for (const Setting &each : allSettings()) {
        const SettingValue value = raw(each.key);
        if (each.scope == SettingScope::Profile
            && (value.source == SettingSource::CommandLine || value.source == SettingSource::Environment))
            places += value.place;
    }
    for (const QStringView variable : {accessTokenVariable, clientSecretVariable, databasePasswordVariable})
        if (!secret(variable).isEmpty())
            places += variable.toString();
    return places;
}

} // namespace Sync
