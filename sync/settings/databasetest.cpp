#include "sync/settings/databasetest.h"

#include "sync/db/migrationrunner.h"
#include "sync/db/pgsession.h"
#include "sync/lease/catalogueshop.h"
#include "sync/settings/testedline.h"

#include <QCoreApplication>

#include <array>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::DatabaseTest)
};

/// The questions, in the order in which an answer to a later one needs the earlier.
enum Question { Reach, Encryption, Login, Owner, Rights };
constexpr int questions = 5;

using Lines = std::array<CheckResult, questions>;

Lines unanswered()
{
    const std::array<std::pair<QString, QString>, questions> names{{
        {u"database.reach"_s, Words::tr("The server answers")},
        {u"database.encryption"_s, Words::tr("The connection is encrypted")},
        {u"database.login"_s, Words::tr("The login is accepted and the database is there")},
        {u"database.owner"_s, Words::tr("The database is free for Syncdesk")},
        {u"database.rights"_s, Words::tr("Syncdesk may do its work there")},
    }};
    Lines lines;
    for (size_t i = 0; i < lines.size(); ++i)
        lines[i] = {.id = names[i].first,
            .group = CheckGroup::Database,
            .status = CheckStatus::CouldNotCheck,
            .name = names[i].second,
            .summary = Words::tr("Not checked, because of the line above."),
            .meaning = {},
            .evidence = {}};
    return lines;
}

void settleRefused(Lines &lines, const ConnectionSettings &settings, const Failure &failure)
{
    const Question question = failure.kind == FailureKind::DatabaseTls ? Encryption
        : failure.kind == FailureKind::DatabaseRefused                 ? Login
                                                                       : Reach;
    if (question > Reach)
        settle(lines[Reach], CheckStatus::Ok, Words::tr("PostgreSQL answers on %1.").arg(settings.placeName()));
    if (question > Encryption && settings.isLocal())
        settle(lines[Encryption], CheckStatus::NotUsed, Words::tr("Not needed: the database is on this computer."));
    fail(lines[question], failure);
}

void settleEncryption(CheckResult &line, const ConnectionSettings &settings, bool isEncrypted)
{
    if (settings.isLocal())
        settle(line, CheckStatus::NotUsed, Words::tr("Not needed: the database is on this computer."));
    else if (isEncrypted && settings.isProtected())
        settle(line, CheckStatus::Ok, Words::tr("Encrypted, and the server has proved who it is."));
    else
        settle(line, CheckStatus::Attention,
            isEncrypted ? Words::tr("Encrypted, but the server's certificate is not checked.")
                        : Words::tr("Not encrypted."),
            Words::tr("Somebody on the network between could read or change what is said. Remove sslmode from the "
                      "address to have the certificate checked."));
}

/// The other shop whose catalogue the database holds, if it does. A shop on this computer goes by another name than
/// its address, so only the engine can tell.
QString otherOwner(PgSession &session, const QString &shop)
{
    const Result<ShopIdentity> owner = readCatalogueShop(session);
    return owner && shop.endsWith(".myshopify.com"_L1) && owner->domain != shop ? owner->domain : QString();
}

void settleOwner(CheckResult &line, PgSession &session, const QString &shop)
{
    const Result<MigrationStatus> status = MigrationRunner(session, {}).status();
    if (!status)
        fail(line, status.failure());
    else if (status->current() == 0)
        settle(line, CheckStatus::Ok, Words::tr("It is empty; Syncdesk makes its tables at the first start."));
    else if (!status->isUpToDate())
        settle(line, CheckStatus::Attention, Words::tr("It was made by an older Syncdesk."),
            Words::tr("It is backed up and brought up to date at the next start."));
    else if (const QString other = otherOwner(session, shop); !other.isEmpty())
        settle(line, CheckStatus::Failed, Words::tr("It holds the catalogue of %1.").arg(other),
            Words::tr("A database is for one shop; nothing would be read or sent. Choose another one."));
    else
        settle(line, CheckStatus::Ok, Words::tr("It holds a catalogue of Syncdesk, up to date."));
}

void settleRights(CheckResult &line, const PgRow &connection)
{
    if (connection.boolean(1))
        settle(line, CheckStatus::Failed, Words::tr("The database allows reading only."),
            Words::tr("Nothing can be saved in it. Connect to the main server instead of a copy of it."));
    else if (!connection.boolean(2))
        settle(line, CheckStatus::Failed, Words::tr("The user may not make tables there."),
            Words::tr("Ask the database's administrator for the right CREATE on its schema."));
    else
        settle(line, CheckStatus::Ok, Words::tr("Tables can be made and written."));
}

} // namespace

QList<CheckResult> testDatabase(const ConnectionSettings &settings, const QString &shop)
{
    Lines lines = unanswered();
    const Result<std::unique_ptr<PgSession>> session = PgSession::open(settings);
    if (!session) {
        settleRefused(lines, settings, session.failure());
        return {lines.begin(), lines.end()};
    }
    const Result<PgRows> connection = (*session)->execute(sql(u"settings/connection"));
    if (!connection) {
        fail(lines[Reach], connection.failure());
        return {lines.begin(), lines.end()};
    }
    const PgRow row = connection->first();
    settle(lines[Reach], CheckStatus::Ok,
        Words::tr("PostgreSQL %1 answers on %2.").arg(row.text(0), settings.placeName()));
    settleEncryption(lines[Encryption], settings, row.boolean(3));
    settle(
        lines[Login], CheckStatus::Ok, Words::tr("The user “%1” may open “%2”.").arg(settings.user, settings.database));
    settleOwner(lines[Owner], **session, shop);
    settleRights(lines[Rights], row);
    return {lines.begin(), lines.end()};
}

QList<CheckResult> privateDatabaseLines()
{
    return {{.id = u"database.private"_s,
        .group = CheckGroup::Database,
        .status = CheckStatus::Ok,
        .name = Words::tr("A private database is used"),
        .summary = Words::tr("Syncdesk makes it on this computer and looks after it."),
        .meaning = {},
        .evidence = {}}};
}

} // namespace Sync
