#include "sync/graphql/graphqldocument.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QMutex>
#include <QStringList>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
QString withoutComments(const QString &text)
{
    QStringList kept;
    for (const QString &line : text.split(u'\n'))
        if (!line.startsWith(u'#'))
            kept += line;
    return kept.join(u'\n').trimmed();
}

/// GraphQL's string literals are JSON's for the characters that need escaping.
QString quoted(const QString &text)
{
    QString literal = u"\""_s;
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\')
            literal += u'\\';
        if (character < u' ')
            literal += u"\\u%1"_s.arg(int(character.unicode()), 4, 16, QLatin1Char('0'));
        else
            literal += character;
    }
    return literal + u'"';
}
} // namespace

Result<QString> graphqlDocument(const QString &name)
{
    static QMutex mutex;
    static QHash<QString, QString> read;
    const QMutexLocker lock(&mutex);
    if (const auto found = read.constFind(name); found != read.constEnd())
        return *found;
    QFile file(u":/graphql/%1.graphql"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Failure{.kind = FailureKind::Internal,
            .what = QCoreApplication::translate("Sync::ShopClient", "A part of the program is missing."),
            .remedy = QCoreApplication::translate("Sync::ShopClient", "Install Syncdesk again."),
            .detail = u"no GraphQL document %1"_s.arg(name)};
    const QString text = withoutComments(QString::fromUtf8(file.readAll()));
    read.insert(name, text);
    return text;
}

namespace {
Result<QString> filtered(const QString &name, const QString &filter)
{
    Result<QString> document = graphqlDocument(name);
    if (!document || filter.isEmpty())
        return document;
    const QString field = u"products {"_s;
    document->replace(document->indexOf(field), field.size(), u"products(query: %1) {"_s.arg(quoted(filter)));
    return document;
}
} // namespace

Result<QString> bulkProductsQuery(const QString &filter, StockRead stock)
{
    return filtered(stock == StockRead::ByLocation ? u"bulk_products_by_location"_s : u"bulk_products"_s, filter);
}

Result<QString> bulkMembershipsQuery(const QString &filter, ChannelRead channels)
{
    Result<QString> document = filtered(u"bulk_memberships"_s, filter);
    if (!document || channels == ChannelRead::Included)
        return document;
    QStringList lines = document->split(u'\n');
    lines.removeIf([](const QString &line) { return line.trimmed().startsWith(u"resourcePublicationsV2"); });
    return lines.join(u'\n');
}

} // namespace Sync
