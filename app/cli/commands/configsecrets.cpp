// Secrets on the command line: asked for without echo or read from standard input, kept in the keychain or not at all.
#include "app/cli/commands/configactions.h"
#include "app/cli/output.h"
#include "app/cli/secretprompt.h"
#include "sync/api/typedsecret.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App::ConfigActions {

namespace {

using Sync::SecretKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Failure notKept()
{
    return {Sync::FailureKind::KeychainUnavailable,
        tr("The secret was not kept: this computer's password store cannot be used."),
        tr("Syncdesk writes secrets nowhere else."),
        tr("Unlock or install a password store such as GNOME Keyring or KWallet, or give the secret in the environment "
           "at each start.")};
}

/// Keeps secrets where they outlive the program; a store that cannot is a failure, with nothing kept.
QCoro::Task<Sync::Result<Sync::Done>> keep(
    SettingsContext &context, Sync::Profile profile, Sync::ProfileSecrets secrets)
{
    const auto known = co_await resultOf(context.connections.lookForSecrets(profile));
    if (!known)
        co_return known.failure();
    if (known->keychain)
        co_return notKept();
    const auto life = co_await resultOf(context.connections.keepSecrets(profile, secrets));
    if (!life)
        co_return life.failure();
    if (*life == Sync::SecretLife::Session)
        co_return notKept();
    co_return Sync::Done{};
}

/// What has to be set up before a secret of this kind has a place.
std::optional<Sync::Failure> missingPlace(const Sync::Profile &profile, SecretKind kind)
{
    const auto missing = [&profile](const QString &what, const QString &command) {
        return Sync::Failure{Sync::FailureKind::BadInput, what, tr("Nothing was kept."),
            tr("First: syncdesk config --profile %1 %2").arg(profile.name, command)};
    };
    if (kind == SecretKind::DatabasePassword)
        return profile.databaseUrl.isEmpty()
            ? std::optional(missing(
                tr("The profile “%1” has no database on a server.").arg(profile.name), u"set database.url ADDRESS"_s))
            : std::nullopt;
    if (profile.shop.isEmpty())
        return missing(tr("The profile “%1” has no shop.").arg(profile.name), u"set shop.url ADDRESS"_s);
    if (kind == SecretKind::ClientSecret && profile.clientId.isEmpty())
        return missing(tr("The profile “%1” has no client id.").arg(profile.name), u"set shop.client-id ID"_s);
    return {};
}

QCoro::Task<int> setSecret(SettingsContext &context, SecretKind kind, QString prompt, QString done)
{
    const Sync::Profile profile = context.connections.profile(context.profile);
    if (const auto missing = missingPlace(profile, kind))
        co_return context.output.failure(*missing);
    const auto typed = context.options.isSet(u"token-stdin"_s) ? readSecretFromInput() : askForSecret(prompt);
    if (!typed)
        co_return context.output.failure(typed.failure());
    const auto read = Sync::readSecret(kind, *typed);
    if (!read)
        co_return context.output.failure(read.failure());
    if (!read->hint.isEmpty())
        context.output.note(read->hint);
    Sync::ProfileSecrets secrets;
    (kind == SecretKind::AccessToken           ? secrets.accessToken
            : kind == SecretKind::ClientSecret ? secrets.clientSecret
                                               : secrets.databasePassword)
        = read->secret;
    const auto kept = co_await keep(context, profile, secrets);
    if (!kept)
        co_return context.output.failure(kept.failure());
    context.output.result(done.arg(kind == SecretKind::DatabasePassword ? profile.databaseUrl : profile.shop),
        {{u"profile"_s, profile.name}});
    co_return 0;
}

QString importText(const Sync::EnvironmentFile &file)
{
    QList<QStringList> rows;
    for (const Sync::EnvironmentFile::Line &line : file.taken)
        rows.append({line.variable, line.isSecret ? tr("(secret, goes to the keychain)") : line.value});
    QString text = tr("This will be taken:\n") + textTable(rows);
    for (const QString &notice : file.notices)
        text += plain(notice) + u'\n';
    if (!file.left.isEmpty())
        text += tr("Not used by Syncdesk: %1.").arg(file.left.join(u", "_s)) + u'\n';
    return text;
}

QJsonObject importJson(const Sync::EnvironmentFile &file, const QString &profile, bool isSaved)
{
    QJsonArray taken;
    for (const Sync::EnvironmentFile::Line &line : file.taken)
        taken.append(QJsonObject{{u"name"_s, line.variable}, {u"secret"_s, line.isSecret}, {u"value"_s, line.value}});
    return {{u"profile"_s, profile}, {u"taken"_s, taken}, {u"notices"_s, QJsonArray::fromStringList(file.notices)},
        {u"left"_s, QJsonArray::fromStringList(file.left)}, {u"saved"_s, isSaved}};
}

} // namespace

QCoro::Task<int> setToken(SettingsContext &context)
{
    return setSecret(
        context, SecretKind::AccessToken, tr("Access token: "), tr("The access token for %1 is kept in the keychain."));
}

QCoro::Task<int> setClientSecret(SettingsContext &context)
{
    return setSecret(context, SecretKind::ClientSecret, tr("Client secret: "),
        tr("The client secret for %1 is kept in the keychain."));
}

QCoro::Task<int> setDatabasePassword(SettingsContext &context)
{
    return setSecret(
        context, SecretKind::DatabasePassword, tr("Password: "), tr("The password for %1 is kept in the keychain."));
}

QCoro::Task<int> importEnv(SettingsContext &context)
{
    const auto file = context.connections.readEnvironmentFile(context.arguments.at(1));
    if (!file)
        co_return context.output.failure(file.failure());
    Sync::Profile profile = file->profile;
    profile.name = context.options.isSet(u"profile"_s) ? context.profile : context.connections.freeName(profile.shop);
    if (!context.options.isSet(u"save"_s)) {
        context.output.result(
            importText(*file) + tr("Nothing was kept. Add --save to keep it as the profile “%1”.\n").arg(profile.name),
            importJson(*file, profile.name, false));
        co_return 0;
    }
    // Secrets first: without a keychain the import would be half of one.
    const bool hasSecrets = file->secrets != Sync::ProfileSecrets();
    if (hasSecrets) {
        const auto kept = co_await keep(context, profile, file->secrets);
        if (!kept)
            co_return context.output.failure(kept.failure());
    }
    const auto kept = context.connections.keepProfile(profile);
    if (!kept)
        co_return context.output.failure(kept.failure());
    context.output.result(importText(*file)
            + tr("Kept as the profile “%1”. “syncdesk config test --profile %1” tries it.\n").arg(profile.name),
        importJson(*file, profile.name, true));
    co_return 0;
}

} // namespace App::ConfigActions
