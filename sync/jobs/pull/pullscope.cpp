#include "sync/jobs/pull/pullscope.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Failure nothingSelected()
{
    return {FailureKind::BadInput, QCoreApplication::translate("Sync::PullJob", "Nothing was selected to pull."),
        QCoreApplication::translate("Sync::PullJob", "Nothing was read."),
        QCoreApplication::translate("Sync::PullJob", "Name products, a vendor or a product type, or pull everything.")};
}

} // namespace

QString searchValue(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + escaped + u'\'';
}

Result<QString> pullFilter(const PullRequest &request, const QDateTime &watermark, std::chrono::minutes overlap)
{
    if (request.scope == PullScope::Full)
        return QString();
    if (request.scope == PullScope::Incremental) {
        const QDateTime since = request.modifiedSince.isValid()
            ? request.modifiedSince.toUTC()
            : watermark.toUTC().addSecs(-std::chrono::seconds(overlap).count());
        if (!since.isValid())
            return QString(); // never pulled: everything is news
        return QString(u"updated_at:>="_s + searchValue(since.toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s)));
    }
    QStringList terms;
    if (!request.products.isEmpty()) {
        QStringList ids;
        for (const ShopifyId id : request.products)
            ids << u"id:%1"_s.arg(id.value);
        terms << u'(' + ids.join(u" OR "_s) + u')';
    }
    if (!request.vendor.isEmpty())
        terms << u"vendor:"_s + searchValue(request.vendor);
    if (!request.productType.isEmpty())
        terms << u"product_type:"_s + searchValue(request.productType);
    if (terms.isEmpty())
        return nothingSelected();
    return terms.join(u" AND "_s);
}

QString queryFingerprint(const QString &query, const QString &apiVersion)
{
    const QByteArray hash = QCryptographicHash::hash(query.simplified().toUtf8(), QCryptographicHash::Sha256);
    // The second part is the form of our own hashes and rows; it is raised when the loader reads a line differently.
    return apiVersion + u"/1/"_s + QString::fromLatin1(hash.toHex().left(16));
}

} // namespace Sync
