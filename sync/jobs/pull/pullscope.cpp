#include "sync/jobs/pull/pullscope.h"

#include "sync/api/isolated.h"
#include "sync/jobs/pull/mirrorpull.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

/// More products are not asked for by their ids: everything is read instead.
constexpr int MostById = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::PullJob", text);
}

Failure nothingSelected()
{
    return {FailureKind::BadInput, tr("Nothing was selected to pull."), tr("Nothing was read."),
        tr("Name products, a collection, a vendor, a product type or a time, or pull everything.")};
}

QString timeTerm(const QDateTime &since)
{
    return u"updated_at:>="_s + searchValue(since.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s));
}

QStringList idTerms(const QList<qint64> &ids)
{
    QStringList terms;
    for (const qint64 id : ids)
        terms << u"id:%1"_s.arg(id);
    return terms;
}

/// Products that are asked for by their ids beside what changed.
QList<qint64> askedById(const PullFacts &facts)
{
    QList<qint64> ids = facts.mirror.unread;
    for (const qint64 id : facts.moved.products)
        if (!ids.contains(id))
            ids += id;
    return ids;
}

QString quickFilter(const PullFacts &facts)
{
    QStringList terms = idTerms(askedById(facts));
    terms.prepend(timeTerm(changesAskedFrom(facts.mirror)));
    return terms.join(u" OR "_s);
}

Result<QString> selectiveFilter(const PullRequest &request, ShopifyId collection)
{
    QStringList terms;
    QList<qint64> ids;
    for (const ShopifyId id : request.products)
        ids << id.value;
    if (!ids.isEmpty())
        terms << u'(' + idTerms(ids).join(u" OR "_s) + u')';
    if (collection.isValid())
        terms << u"collection_id:%1"_s.arg(collection.value);
    if (!request.vendor.isEmpty())
        terms << u"vendor:"_s + searchValue(request.vendor);
    if (!request.productType.isEmpty())
        terms << u"product_type:"_s + searchValue(request.productType);
    if (request.modifiedSince.isValid())
        terms << timeTerm(request.modifiedSince);
    if (terms.isEmpty())
        return nothingSelected();
    return terms.join(u" AND "_s);
}

/// Why nothing less than everything will do; empty when it will.
QString whyEverything(const PullFacts &facts, bool isQuick)
{
    const MirrorState &mirror = facts.mirror;
    if (mirror.fingerprint.isEmpty())
        return tr("This is the first pull, so everything was read.");
    if (!mirror.isComplete)
        return tr("The shop had not been read to its end yet, so everything was read.");
    if (mirror.fingerprint != facts.fingerprint)
        return tr("The last pull read other fields of the products, so everything was read anew.");
    if (!isQuick)
        return {};
    if (!mirror.watermark.isValid())
        return tr("It is not known when the last pull was, so everything was read.");
    if (facts.shopTime.isValid()
        && mirror.watermark > facts.shopTime.addSecs(std::chrono::seconds(PullOverlap).count()))
        return tr("By Shopify's clock the last pull has not been yet (%1), so everything was read.")
            .arg(QLocale().toString(mirror.watermark.toLocalTime(), QLocale::ShortFormat));
    if (mirror.unread.size() > MostById)
        return tr("%1 products could not be read the last time, so everything was read.").arg(mirror.unread.size());
    if (facts.moved.areTooMany || facts.moved.products.size() > MostById || askedById(facts).size() > MostById)
        return tr("Collections with very many products were changed, so everything was read.");
    return {};
}

} // namespace

QDateTime changesAskedFrom(const MirrorState &mirror)
{
    return mirror.watermark.addSecs(-std::chrono::seconds(PullOverlap).count());
}

Result<PullPlan> planPull(const PullRequest &request, const PullFacts &facts)
{
    PullPlan plan;
    if (request.scope == PullScope::Full)
        return plan;
    plan.isQuick = request.scope == PullScope::Incremental;
    Result<QString> filter = QString();
    if (!plan.isQuick)
        filter = selectiveFilter(request, facts.collection);
    if (!filter)
        return filter.failure();
    if (const QString why = whyEverything(facts, plan.isQuick); !why.isEmpty())
        return PullPlan{.because = why};
    plan.filter = plan.isQuick ? quickFilter(facts) : *filter;
    return plan;
}

QString selectionText(const PullRequest &request)
{
    QStringList parts;
    if (request.products.size() == 1)
        parts << tr("1 product");
    else if (!request.products.isEmpty())
        parts << tr("%1 products").arg(request.products.size());
    if (!request.collection.isEmpty())
        parts << tr("the collection “%1”").arg(isolated(request.collection));
    if (!request.vendor.isEmpty())
        parts << tr("the vendor “%1”").arg(isolated(request.vendor));
    if (!request.productType.isEmpty())
        parts << tr("the product type “%1”").arg(isolated(request.productType));
    if (request.modifiedSince.isValid())
        parts << tr("changed since %1")
                     .arg(QLocale().toString(request.modifiedSince.toLocalTime(), QLocale::ShortFormat));
    return parts.join(tr(", "));
}

QString searchValue(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + escaped + u'\'';
}

QString queryFingerprint(const QString &query, const QString &apiVersion)
{
    const QByteArray hash = QCryptographicHash::hash(query.simplified().toUtf8(), QCryptographicHash::Sha256);
    // The second part is the form of our own hashes and rows; it is raised when the loader reads a line differently.
    return apiVersion + u"/1/"_s + QString::fromLatin1(hash.toHex().left(16));
}

} // namespace Sync
