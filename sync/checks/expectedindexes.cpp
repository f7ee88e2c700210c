#include "sync/checks/expectedindexes.h"

#include "sync/db/migration.h"
#include "sync/db/pgsession.h"

#include <QRegularExpression>
#include <QSet>

namespace Sync {

using namespace Qt::StringLiterals;

QList<ExpectedIndex> indexesIn(const QByteArray &migration)
{
    static const QRegularExpression pattern(u"^CREATE (?:UNIQUE )?INDEX (\\w+)\\s+ON (\\w+)[^;]+;"_s,
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    QList<ExpectedIndex> indexes;
    auto matches = pattern.globalMatch(QString::fromUtf8(migration));
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        indexes.append({match.captured(1), match.captured(2), match.captured(0)});
    }
    return indexes;
}

QStringList tablesDroppedIn(const QByteArray &migration)
{
    static const QRegularExpression pattern(
        u"^DROP TABLE ([^;]+);"_s, QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    QStringList tables;
    auto matches = pattern.globalMatch(QString::fromUtf8(migration));
    while (matches.hasNext())
        for (const QString &table : matches.next().captured(1).split(u','))
            tables += table.trimmed();
    return tables;
}

Result<QList<ExpectedIndex>> missingIndexes(PgSession &session)
{
    const Result<QList<Migration>> migrations = loadMigrations();
    if (!migrations)
        return migrations.failure();
    const Result<PgRows> rows = session.execute(sql(u"checks/index_names"));
    if (!rows)
        return rows.failure();
    QSet<QString> there;
    for (const PgRow row : *rows)
        there += row.text(0);
    QList<ExpectedIndex> missing;
    for (const Migration &migration : *migrations) {
        const QStringList dropped = tablesDroppedIn(migration.up);
        missing.removeIf([&dropped](const ExpectedIndex &index) { return dropped.contains(index.table); });
        for (const ExpectedIndex &index : indexesIn(migration.up))
            if (!there.contains(index.name))
                missing.append(index);
    }
    return missing;
}

} // namespace Sync
