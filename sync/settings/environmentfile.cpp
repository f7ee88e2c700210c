#include "sync/settings/environmentfile.h"

#include "sync/api/typedsecret.h"
#include "sync/settings/settingcheck.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::EnvironmentFile)
};

constexpr qint64 largest = 1 << 20;

Failure unreadable(const QString &path, const QString &why)
{
    return {FailureKind::BadInput, Words::tr("The file %1 cannot be used: %2").arg(path, why),
        Words::tr("Nothing was taken from it."), Words::tr("Choose the .env file of the former sync system.")};
}

/// The value of an assignment: quoted text to its end quote, else up to a comment.
QString valueOf(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return {};
    const QChar quote = text.front();
    if (quote == u'"' || quote == u'\'') {
        QString value;
        for (qsizetype i = 1; i < text.size() && text.at(i) != quote; ++i) {
            const bool isEscape = quote == u'"' && text.at(i) == u'\\' && i + 1 < text.size();
            value += isEscape ? text.at(++i) : text.at(i);
        }
        return value;
    }
    for (qsizetype i = 1; i < text.size(); ++i)
        if (text.at(i) == u'#' && text.at(i - 1).isSpace())
            return text.first(i).trimmed().toString();
    return text.front() == u'#' ? QString() : text.toString();
}

/// Sorts the assignments one by one into what is taken and what is left.
class Sorting
{
public:
    explicit Sorting(QList<std::pair<QString, QString>> assignments)
        : m_assignments(std::move(assignments))
    {
        for (const auto &[name, value] : std::as_const(m_assignments))
            m_values.insert(name, value);
    }

    Result<EnvironmentFile> sorted()
    {
        for (const auto &[name, value] : std::as_const(m_assignments))
            if (!value.isEmpty())
                take(name, value);
        if (m_file.profile.databaseUrl.isEmpty())
            takeDatabaseParts();
        m_file.left.removeIf([this](const QString &name) { return m_used.contains(name); });
        return m_file;
    }

private:
    void take(const QString &name, const QString &value)
    {
        if (name == "SHOPIFY_SHOP_URL"_L1)
            takeShop(name, value);
        else if (name == "SHOPIFY_ACCESS_TOKEN"_L1)
            takeSecret(name, value, SecretKind::AccessToken, m_file.secrets.accessToken);
        else if (name == "SHOPIFY_CLIENT_SECRET"_L1)
            takeSecret(name, value, SecretKind::ClientSecret, m_file.secrets.clientSecret);
        else if (name == "DATABASE_URL"_L1
            || (name == "SUPABASE_DB_URL"_L1 && m_values.value(u"DATABASE_URL"_s).isEmpty()))
            takeDatabase(name, value);
        else if (name == "SHOPIFY_API_VERSION"_L1)
            takeVersion(name, value);
        else if (!takeSetting(name, value))
            m_file.left += name;
    }

    void note(const QString &name, const QString &sentence) { m_file.notices += u"%1: %2"_s.arg(name, sentence); }

    void takeShop(const QString &name, const QString &value)
    {
        const Result<ReadAddress> read = readShopAddress(value);
        if (!read)
            return note(name, read.failure().what + u' ' + read.failure().remedy);
        if (!read->notice.isEmpty())
            note(name, read->notice);
        m_file.profile.shop = read->address;
        m_file.taken.append({name, read->address});
    }

    void takeSecret(const QString &name, const QString &value, SecretKind kind, Secret &secret)
    {
        const Result<TypedSecret> read = readSecret(kind, value);
        if (!read)
            return note(name, read.failure().what + u' ' + read.failure().remedy);
        if (!read->hint.isEmpty())
            note(name, read->hint);
        secret = read->secret;
        m_file.taken.append({name, {}, true});
    }

    void takeDatabase(const QString &name, const QString &value)
    {
        const Result<ReadAddress> read = readDatabaseAddress(value);
        if (!read)
            return note(name, read.failure().what);
        if (!read->notice.isEmpty())
            note(name, read->notice);
        m_file.profile.databaseUrl = read->address;
        m_file.taken.append({name, read->address});
        if (read->password.isEmpty())
            return;
        m_file.secrets.databasePassword = read->password;
        m_file.taken.append({Words::tr("the password in %1").arg(name), {}, true});
    }

    /// The former system also knew its database in parts.
    void takeDatabaseParts()
    {
        const QString host = m_values.value(u"SUPABASE_DB_HOST"_s);
        const QString password = m_values.value(u"SUPABASE_DB_PASSWORD"_s);
        if (host.isEmpty())
            return;
        const auto part = [this](const QString &name, const QString &otherwise) {
            const QString value = m_values.value(name);
            return QString::fromLatin1(QUrl::toPercentEncoding(value.isEmpty() ? otherwise : value));
        };
        takeDatabase(u"SUPABASE_DB_HOST"_s,
            u"postgresql://%1@%2:%3/%4"_s.arg(part(u"SUPABASE_DB_USER"_s, u"postgres"_s), host,
                part(u"SUPABASE_DB_PORT"_s, u"5432"_s), part(u"SUPABASE_DB_NAME"_s, u"postgres"_s)));
        m_used = {u"SUPABASE_DB_HOST"_s, u"SUPABASE_DB_USER"_s, u"SUPABASE_DB_PORT"_s, u"SUPABASE_DB_NAME"_s,
            u"SUPABASE_DB_PASSWORD"_s};
        if (password.isEmpty())
            return;
        m_file.secrets.databasePassword = Secret(password);
        m_file.taken.append({u"SUPABASE_DB_PASSWORD"_s, {}, true});
    }

    void takeVersion(const QString &name, const QString &value)
    {
        const Result<QString> version = checkedSetting(setting(SettingKey::ApiVersion), value);
        if (!version)
            return note(name, version.failure().meaning);
        // Syncdesk's requests are written for its own version and may not be understood by an older one.
        if (*version < m_file.profile.apiVersion)
            return note(name,
                Words::tr("%1 is older than what Syncdesk speaks; %2 is used.")
                    .arg(*version, m_file.profile.apiVersion));
        m_file.profile.apiVersion = *version;
        m_file.taken.append({name, *version});
    }

    bool takeSetting(const QString &name, const QString &value)
    {
        const auto known
            = std::ranges::find_if(allSettings(), [&](const Setting &each) { return each.variable == name; });
        if (known == allSettings().end())
            return false;
        const Result<QString> clean = checkedSetting(*known, value);
        if (!clean) {
            note(name, clean.failure().meaning);
            return true;
        }
        switch (known->key) {
        case SettingKey::ClientId:
            m_file.profile.clientId = *clean;
            break;
        case SettingKey::ParallelWorkers:
            m_file.profile.parallelWorkers = clean->toInt();
            break;
        case SettingKey::BatchSize:
            m_file.profile.batchSize = clean->toInt();
            break;
        default:
            return false;
        }
        m_file.taken.append({name, *clean});
        return true;
    }

    QList<std::pair<QString, QString>> m_assignments;
    QHash<QString, QString> m_values;
    QStringList m_used;
    EnvironmentFile m_file;
};

} // namespace

QList<std::pair<QString, QString>> parseEnvironmentText(const QByteArray &text, int *skipped)
{
    QList<std::pair<QString, QString>> assignments;
    int others = 0;
    static const QRegularExpression assignment(u"^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)$"_s);
    QString whole = QString::fromUtf8(text);
    if (whole.startsWith(QChar::ByteOrderMark))
        whole.remove(0, 1);
    const QStringList lines = whole.split(u'\n');
    for (const QString &line : lines) {
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#'))
            continue;
        const auto match = assignment.match(trimmed);
        if (!match.hasMatch()) {
            ++others;
            continue;
        }
        const QString name = match.captured(1);
        assignments.removeIf([&name](const auto &earlier) { return earlier.first == name; });
        assignments.append({name, valueOf(match.capturedView(2))});
    }
    if (skipped)
        *skipped = others;
    return assignments;
}

Result<EnvironmentFile> readEnvironmentFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    const QByteArray text = file.read(largest + 1);
    if (text.size() > largest)
        return unreadable(path, Words::tr("it is too large for one."));
    if (text.contains('\0'))
        return unreadable(path, Words::tr("it is no text."));
    int skipped = 0;
    Result<EnvironmentFile> sorted = Sorting(parseEnvironmentText(text, &skipped)).sorted();
    if (!sorted)
        return sorted;
    if (skipped > 0)
        sorted->notices += Words::tr("%n line(s) could not be understood.", nullptr, skipped);
    if (sorted->profile.shop.isEmpty())
        return unreadable(path,
            sorted->notices.isEmpty() ? Words::tr("it names no shop (SHOPIFY_SHOP_URL).") : sorted->notices.join(u' '));
    return sorted;
}

} // namespace Sync
