#include "sync/settings/settingcheck.h"

#include "sync/db/connectionsettings.h"
#include "sync/graphql/shopaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Settings)
};

Failure notUsable(const Setting &setting, const QString &typed, const QString &rule)
{
    return {FailureKind::BadInput, Words::tr("“%1” is no value for %2.").arg(typed.left(60), setting.name), rule,
        Words::tr("Correct it and try again.")};
}

Result<QString> checkedNumber(const Setting &setting, const QString &typed)
{
    bool isNumber = false;
    const int value = typed.toInt(&isNumber);
    if (!isNumber || value < setting.lowest || value > setting.highest)
        return notUsable(setting, typed,
            Words::tr("A whole number from %1 to %2 is needed.").arg(setting.lowest).arg(setting.highest));
    return QString::number(value);
}

Result<QString> checkedVersion(const Setting &setting, const QString &typed)
{
    static const QRegularExpression quarter(u"^20\\d\\d-(01|04|07|10)$"_s);
    if (!quarter.match(typed).hasMatch())
        return notUsable(setting, typed, Words::tr("Shopify's versions are quarters, like 2026-10."));
    return typed;
}

Result<QString> checkedLevel(const Setting &setting, const QString &typed)
{
    const auto level = fromWord<SafeLevel>(typed);
    // A shop that sends without asking is one for trying things out.
    if (!level || *level == SafeLevel::Demo)
        return notUsable(setting, typed, Words::tr("It is careful, locked or read_only."));
    return typed;
}

Result<QString> checkedDatabase(const QString &typed)
{
    const Result<ReadAddress> read = readDatabaseAddress(typed);
    if (!read)
        return read.failure();
    if (!read->password.isEmpty())
        return Failure{FailureKind::BadInput, Words::tr("The database's address holds a password."),
            Words::tr("Passwords are kept in the system's keychain only; nothing was saved."),
            Words::tr("Leave it out, and store it with “syncdesk config set-database-password”.")};
    return read->address;
}

/// The address without what stands between the first ':' of the user part and its '@', and without `password=`.
QString withoutPassword(const QString &typed)
{
    const qsizetype begin = typed.indexOf("://"_L1) + 3;
    qsizetype end = begin;
    while (end < typed.size() && !QStringView(u"/?#").contains(typed.at(end)))
        ++end;
    const QString authority = typed.mid(begin, end - begin);
    const qsizetype at = authority.lastIndexOf(u'@');
    const qsizetype colon = authority.indexOf(u':');
    QString clean = authority;
    if (at >= 0 && colon >= 0 && colon < at)
        clean.remove(colon, at - colon);
    QString rest = typed.mid(end);
    static const QRegularExpression option(u"(?<=[?&])password=[^&]*&?"_s);
    rest.remove(option);
    while (rest.endsWith(u'?') || rest.endsWith(u'&'))
        rest.chop(1);
    return typed.left(begin) + clean + rest;
}

} // namespace

bool isProfileName(QStringView text)
{
    static const QRegularExpression name(u"^[a-z0-9][a-z0-9_-]{0,39}$"_s);
    return name.match(text).hasMatch();
}

Result<ReadAddress> readShopAddress(const QString &typed)
{
    const Result<ShopAddress> read = ShopAddress::parse(typed);
    if (!read)
        return read.failure();
    // A shop on this computer is known by its whole address, any other by its name.
    return ReadAddress{read->isLocal() ? read->url.toString() : read->domain(), read->notice, {}, read->isLocal()};
}

Result<ReadAddress> readDatabaseAddress(const QString &typed)
{
    QStringList unknown;
    const Result<ConnectionSettings> read = ConnectionSettings::fromUrl(typed, &unknown);
    if (!read)
        return read.failure();
    ReadAddress address{withoutPassword(typed.trimmed()), {}, read->password, read->isLocal()};
    if (!unknown.isEmpty())
        address.notice
            = Words::tr("These options of the address are not known and are left out: %1.").arg(unknown.join(", "_L1));
    return address;
}

Result<QString> checkedSetting(const Setting &setting, const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return text;
    switch (setting.type) {
    case SettingType::Text:
        break;
    case SettingType::ProfileName:
        if (!isProfileName(text))
            return notUsable(setting, text, Words::tr("A name has lower-case letters, digits, - and _, at most 40."));
        break;
    case SettingType::ShopAddress: {
        const Result<ReadAddress> read = readShopAddress(text);
        return read ? Result<QString>(read->address) : read.failure();
    }
    case SettingType::ApiVersion:
        return checkedVersion(setting, text);
    case SettingType::DatabaseAddress:
        return checkedDatabase(text);
    case SettingType::Number:
        return checkedNumber(setting, text);
    case SettingType::SafeLevel:
        return checkedLevel(setting, text);
    }
    return text;
}

} // namespace Sync
