#include "sync/settings/profilestore.h"

#include "sync/settings/settingcheck.h"

#include <QCoreApplication>
#include <QSettings>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Settings)
};

constexpr auto profilesGroup = "profiles"_L1;

QString storedAs(const QString &profile, const Setting &setting)
{
    const QString name = setting.name.toString().replace(u'.', u'/');
    return setting.scope == SettingScope::Program ? name : profilesGroup + u'/' + profile + u'/' + name;
}

Failure noProfile(const QString &name)
{
    return {FailureKind::BadInput, Words::tr("There is no profile “%1”.").arg(name.left(60)),
        Words::tr("Nothing was changed."), Words::tr("“syncdesk config profiles” lists them.")};
}

Failure demoIsFixed()
{
    return {FailureKind::Refused, Words::tr("The profile “demo” always has the demo shop and a private database."),
        Words::tr("So that nothing tried out there ever reaches a real shop; nothing was changed."),
        Words::tr("Choose a profile of your own, for example with --profile.")};
}

Failure otherShop(const QString &profile, const QString &shop)
{
    return {FailureKind::Refused, Words::tr("The profile “%1” belongs to the shop %2.").arg(profile, shop),
        Words::tr("Its database and history are that shop's; nothing was changed."),
        Words::tr("Make another profile for the other shop.")};
}

/// The texts of a profile, by setting.
QList<std::pair<SettingKey, QString>> textsOf(const Profile &profile)
{
    QList<std::pair<SettingKey, QString>> texts{{SettingKey::ShopUrl, profile.shop},
        {SettingKey::ApiVersion, profile.apiVersion}, {SettingKey::ClientId, profile.clientId},
        {SettingKey::DatabaseUrl, profile.databaseUrl},
        {SettingKey::ParallelWorkers, QString::number(profile.parallelWorkers)},
        {SettingKey::BatchSize, QString::number(profile.batchSize)},
        {SettingKey::BulkFrom, QString::number(profile.bulkFrom)},
        // The demo's own level is not for choosing.
        {SettingKey::SafeLevel, profile.safeLevel == SafeLevel::Demo ? QString() : toWord(profile.safeLevel)}};
    for (const auto &[key, number] : breakerSettings)
        texts.emplaceBack(key, QString::number(profile.breaker.*number));
    return texts;
}

} // namespace

QStringList ProfileStore::names() const
{
    m_settings.beginGroup(profilesGroup);
    QStringList names = m_settings.childGroups();
    m_settings.endGroup();
    names.removeIf([](const QString &name) { return name == demoProfile || !isProfileName(name); });
    names.sort();
    names.prepend(demoProfile.toString());
    return names;
}

QString ProfileStore::current() const
{
    return value({}, SettingKey::CurrentProfile);
}

Result<Done> ProfileStore::setCurrent(const QString &name)
{
    return set({}, SettingKey::CurrentProfile, name);
}

QString ProfileStore::freeName(const QString &shop) const
{
    QString base = shop.section(u'.', 0, 0).toLower();
    if (shop.contains("://"_L1))
        base = u"local-"_s + shop.section(u':', -1);
    base = base.left(36);
    if (!isProfileName(base))
        base = u"shop"_s;
    QString name = base;
    for (int number = 2; knows(name) && value(name, SettingKey::ShopUrl) != shop; ++number)
        name = u"%1-%2"_s.arg(base).arg(number);
    return name;
}

QString ProfileStore::value(const QString &profile, SettingKey key) const
{
    return m_settings.value(storedAs(profile, setting(key))).toString();
}

Result<QString> ProfileStore::checked(const QString &profile, const Setting &setting, const QString &text) const
{
    const Result<QString> clean = checkedSetting(setting, text);
    if (!clean)
        return clean;
    if (setting.key == SettingKey::CurrentProfile && !clean->isEmpty() && !knows(*clean))
        return noProfile(*clean);
    if (setting.scope == SettingScope::Program)
        return clean;
    if (!isProfileName(profile))
        return noProfile(profile);
    const bool isFixedInDemo = setting.key == SettingKey::ShopUrl || setting.key == SettingKey::DatabaseUrl
        || setting.key == SettingKey::ClientId;
    if (profile == demoProfile && isFixedInDemo && !clean->isEmpty())
        return demoIsFixed();
    if (setting.key == SettingKey::ShopUrl) {
        const QString before = value(profile, setting.key);
        if (!before.isEmpty() && before != *clean)
            return otherShop(profile, before);
    }
    return clean;
}

void ProfileStore::write(const QString &profile, const Setting &setting, const QString &text)
{
    if (text.isEmpty() || text == setting.otherwise)
        m_settings.remove(storedAs(profile, setting));
    else
        m_settings.setValue(storedAs(profile, setting), text);
}

QVariantMap ProfileStore::all() const
{
    QVariantMap all;
    const QStringList keys = m_settings.allKeys();
    for (const QString &key : keys)
        if (key.startsWith(profilesGroup + u'/') || key == storedAs({}, setting(SettingKey::CurrentProfile)))
            all.insert(key, m_settings.value(key));
    return all;
}

Result<Done> ProfileStore::written(const QVariantMap &before)
{
    // One that had an error once tells it for good. Another one over the same file writes as it is made what is still
    // to be written, and tells how that went.
    const QSettings now(m_settings.fileName(), m_settings.format());
    if (now.status() == QSettings::NoError)
        return Done{};
    // Nobody shall take for kept what is not, and whoever saves again shall not be told that it is there already.
    const QVariantMap after = all();
    for (auto each = after.cbegin(); each != after.cend(); ++each)
        if (!before.contains(each.key()))
            m_settings.remove(each.key());
    for (auto each = before.cbegin(); each != before.cend(); ++each)
        m_settings.setValue(each.key(), each.value());
    return Failure{FailureKind::LocalDisk, Words::tr("The settings cannot be written."),
        Words::tr("They are as they were before."),
        Words::tr("Check the rights of %1 and the space on its disk, then try again.").arg(m_settings.fileName())};
}

Result<Done> ProfileStore::set(const QString &profile, SettingKey key, const QString &text)
{
    const Result<QString> clean = checked(profile, setting(key), text);
    if (!clean)
        return clean.failure();
    const QVariantMap before = all();
    write(profile, setting(key), *clean);
    if (setting(key).scope == SettingScope::Profile && current().isEmpty())
        write({}, setting(SettingKey::CurrentProfile), profile);
    return written(before);
}

Profile ProfileStore::read(const QString &name) const
{
    const auto number = [&](SettingKey key, int otherwise) {
        const Result<QString> clean = checkedSetting(setting(key), value(name, key));
        return clean && !clean->isEmpty() ? clean->toInt() : otherwise;
    };
    Profile profile{.name = name};
    profile.shop = value(name, SettingKey::ShopUrl);
    profile.clientId = value(name, SettingKey::ClientId);
    profile.databaseUrl = value(name, SettingKey::DatabaseUrl);
    if (const QString version = value(name, SettingKey::ApiVersion); !version.isEmpty())
        profile.apiVersion = version;
    profile.parallelWorkers = number(SettingKey::ParallelWorkers, profile.parallelWorkers);
    profile.batchSize = number(SettingKey::BatchSize, profile.batchSize);
    profile.bulkFrom = number(SettingKey::BulkFrom, profile.bulkFrom);
    for (const auto &[key, kept] : breakerSettings)
        profile.breaker.*kept = number(key, profile.breaker.*kept);
    profile.safeLevel = name == demoProfile
        ? SafeLevel::Demo
        : fromWord<SafeLevel>(value(name, SettingKey::SafeLevel)).value_or(profile.safeLevel);
    return profile;
}

Result<Done> ProfileStore::keep(const Profile &profile)
{
    QList<std::pair<SettingKey, QString>> clean;
    for (const auto &[key, text] : textsOf(profile)) {
        Result<QString> value = checked(profile.name, setting(key), text);
        if (!value)
            return value.failure();
        clean.append({key, *value});
    }
    if (profile.name != demoProfile && profile.shop.isEmpty())
        return Failure{FailureKind::BadInput, Words::tr("There is no shop address."), Words::tr("Nothing was saved."),
            Words::tr("Type your shop's address, for example example.myshopify.com.")};
    const QVariantMap before = all();
    for (const auto &[key, text] : clean)
        write(profile.name, setting(key), text);
    if (current().isEmpty())
        write({}, setting(SettingKey::CurrentProfile), profile.name);
    return written(before);
}

Result<Done> ProfileStore::remove(const QString &name)
{
    if (name == demoProfile)
        return demoIsFixed();
    if (!knows(name))
        return noProfile(name);
    const QVariantMap before = all();
    m_settings.remove(QString(profilesGroup + u'/' + name));
    if (current() == name)
        m_settings.remove(storedAs({}, setting(SettingKey::CurrentProfile)));
    return written(before);
}

} // namespace Sync
