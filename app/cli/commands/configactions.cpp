#include "app/cli/commands/configactions.h"
#include "app/cli/output.h"
#include "models/diagnostics/diagnosticsreport.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App::ConfigActions {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

int noSuchSetting(SettingsContext &context, const QString &name)
{
    return context.output.failure({Sync::FailureKind::BadInput, tr("There is no setting “%1”.").arg(name.left(60)), {},
        tr("“syncdesk config list” shows them. Secrets are set with set-token, set-client-secret and "
           "set-database-password.")});
}

QJsonObject toJson(const Sync::SettingValue &value)
{
    return {{u"name"_s, Sync::setting(value.key).name.toString()}, {u"value"_s, value.text},
        {u"source"_s, toWord(value.source)}, {u"place"_s, value.place}};
}

QString secretWord(bool isKnown)
{
    return isKnown ? tr("kept") : u"–"_s;
}

QString checkLines(const QList<Sync::CheckResult> &lines)
{
    QList<QStringList> rows;
    for (const Sync::CheckResult &line : lines)
        rows.append({toWord(line.status), line.name, QString(line.summary % u' ' % line.meaning).trimmed()});
    return textTable(rows);
}

qsizetype failedOf(const QList<Sync::CheckResult> &lines)
{
    return std::ranges::count_if(
        lines, [](const Sync::CheckResult &line) { return line.status == Sync::CheckStatus::Failed; });
}

} // namespace

QCoro::Task<int> list(SettingsContext &context)
{
    const QList<Sync::SettingValue> values = context.connections.settings(context.profile);
    const auto known
        = co_await resultOf(context.connections.lookForSecrets(context.connections.profile(context.profile)));
    if (!known)
        co_return context.output.failure(known.failure());
    QList<QStringList> rows{{tr("setting"), tr("value"), tr("from"), tr("what it is for")}};
    QJsonArray json;
    for (const Sync::SettingValue &value : values) {
        const Sync::Setting &setting = Sync::setting(value.key);
        rows.append({setting.name.toString(), value.text.isEmpty() ? u"–"_s : value.text,
            value.place.isEmpty() ? toWord(value.source) : value.place, purposeOf(setting)});
        json.append(toJson(value));
    }
    QString text = tr("Profile: %1\n").arg(context.profile) + textTable(rows);
    text += tr("In the keychain: access token %1, client secret %2, database password %3\n")
                .arg(secretWord(known->accessToken), secretWord(known->clientSecret),
                    secretWord(known->databasePassword));
    if (known->keychain)
        text += known->keychain->what + u'\n';
    const QJsonObject secrets{{u"keychain"_s, !known->keychain}, {u"access_token"_s, known->accessToken},
        {u"client_secret"_s, known->clientSecret}, {u"database_password"_s, known->databasePassword}};
    context.output.result(text, {{u"profile"_s, context.profile}, {u"settings"_s, json}, {u"secrets"_s, secrets}});
    co_return 0;
}

QCoro::Task<int> get(SettingsContext &context)
{
    const Sync::Setting *setting = Sync::settingNamed(context.arguments.at(1));
    if (!setting)
        co_return noSuchSetting(context, context.arguments.at(1));
    const QList<Sync::SettingValue> values = context.connections.settings(context.profile);
    const auto value = std::ranges::find(values, setting->key, &Sync::SettingValue::key);
    context.output.result(plain(value->text) + u'\n', toJson(*value));
    co_return 0;
}

QCoro::Task<int> set(SettingsContext &context)
{
    const Sync::Setting *setting = Sync::settingNamed(context.arguments.at(1));
    if (!setting)
        co_return noSuchSetting(context, context.arguments.at(1));
    const auto kept = context.connections.set(context.profile, setting->key, context.arguments.at(2));
    if (!kept)
        co_return context.output.failure(kept.failure());
    const QList<Sync::SettingValue> values = context.connections.settings(context.profile);
    const auto value = std::ranges::find(values, setting->key, &Sync::SettingValue::key);
    QString text = value->text.isEmpty() ? tr("%1 is not set.").arg(setting->name)
                                         : tr("%1 is %2.").arg(setting->name, plain(value->text));
    if (value->source == Sync::SettingSource::Environment || value->source == Sync::SettingSource::CommandLine)
        text += u' ' + tr("It comes from %1, which wins over what was kept now.").arg(value->place);
    context.output.result(text, toJson(*value));
    co_return 0;
}

QCoro::Task<int> test(SettingsContext &context)
{
    const Sync::Profile profile = context.connections.profile(context.profile);
    QList<Sync::CheckResult> lines;
    if (!profile.shop.isEmpty()) {
        const auto shop = co_await resultOf(context.connections.testShop(profile, {}));
        if (!shop)
            co_return context.output.failure(shop.failure());
        lines += *shop;
    }
    const auto database = co_await resultOf(context.connections.testDatabase(profile, {}));
    if (!database)
        co_return context.output.failure(database.failure());
    lines += *database;
    QJsonArray json;
    for (const Sync::CheckResult &line : lines)
        json.append(Models::checkJson(line));
    const auto failed = failedOf(lines);
    context.output.result(
        checkLines(lines), {{u"profile"_s, context.profile}, {u"failed"_s, failed}, {u"lines"_s, json}});
    co_return failed > 0 ? 1 : 0;
}

QCoro::Task<int> profiles(SettingsContext &context)
{
    QList<QStringList> rows{{tr("profile"), tr("shop"), tr("database"), {}}};
    QJsonArray json;
    const QString current = context.connections.currentProfile();
    const QStringList names = context.connections.profiles();
    for (const QString &name : names) {
        const Sync::Profile profile = context.connections.profile(name);
        rows.append({name, profile.shop.isEmpty() ? tr("demo shop") : profile.shop,
            profile.databaseUrl.isEmpty() ? tr("private") : profile.databaseUrl,
            name == current ? tr("current") : QString()});
        json.append(QJsonObject{{u"name"_s, name}, {u"shop"_s, profile.shop}, {u"database"_s, profile.databaseUrl},
            {u"current"_s, name == current}});
    }
    context.output.result(textTable(rows), {{u"profiles"_s, json}});
    co_return 0;
}

QCoro::Task<int> use(SettingsContext &context)
{
    const QString name = context.arguments.at(1);
    const auto chosen = context.connections.setCurrentProfile(name);
    if (!chosen)
        co_return context.output.failure(chosen.failure());
    context.output.result(tr("The current profile is %1.").arg(name), {{u"profile"_s, name}});
    co_return 0;
}

QCoro::Task<int> remove(SettingsContext &context)
{
    const QString name = context.arguments.at(1);
    const Sync::Profile profile = context.connections.profile(name);
    bool isForgotten = true;
    if (context.connections.profiles().contains(name) && name != Sync::demoProfile) {
        const auto forgotten = co_await resultOf(context.connections.forgetSecrets(profile));
        isForgotten = forgotten.isOk();
        // Where there is no keychain nothing of it lies there, and where one is locked it can be asked no sooner.
        if (!forgotten && forgotten.failure().kind != Sync::FailureKind::KeychainUnavailable)
            co_return context.output.failure(forgotten.failure());
    }
    const auto removed = context.connections.removeProfile(name);
    if (!removed)
        co_return context.output.failure(removed.failure());
    if (!isForgotten)
        context.output.note(tr("The password store cannot be used now; what it may keep of the profile stays there."));
    context.output.result(isForgotten
            ? tr("The profile %1 and its secrets were removed; its data folder stays.").arg(name)
            : tr("The profile %1 was removed; its data folder stays.").arg(name),
        {{u"profile"_s, name}, {u"secrets_removed"_s, isForgotten}});
    co_return 0;
}

} // namespace App::ConfigActions
