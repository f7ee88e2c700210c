#include "sync/jobs/push/pictureaddresses.h"

#include "sync/api/media.h"

#include <QStringList>

namespace Sync {

namespace {

/// The key of the medium whose address the field is; empty for any other field.
QString addressedMedium(const QString &field)
{
    const QString start = mediumAddressPath({});
    return field.startsWith(start) ? field.mid(start.size()) : QString();
}

} // namespace

FieldMap withoutAddresses(const FieldMap &fields)
{
    FieldMap others = fields;
    others.removeIf([](const auto &field) { return !addressedMedium(field.key()).isEmpty(); });
    return others;
}

FieldMap addressesIn(const FieldMap &fields)
{
    FieldMap addresses = fields;
    addresses.removeIf([](const auto &field) { return addressedMedium(field.key()).isEmpty(); });
    return addresses;
}

Step withFetchedPictures(Step create, const FieldMap &files)
{
    const FieldMap &wanted = create.after.product;
    QMap<QString, QString> fetched;
    for (auto address = create.before.product.cbegin(); address != create.before.product.cend(); ++address) {
        const QString key = addressedMedium(address.key());
        const QString path = mediumPath({MediumKind::Image, key});
        if (wanted.value(path) && !files.value(path) && isMediumAddress(address.value().value_or(QString())))
            fetched.insert(key, *address.value());
    }
    FieldMap fields;
    for (auto field = wanted.cbegin(); field != wanted.cend(); ++field) {
        const QString address = fetched.value(mediumKey(field.key()));
        if (address.isEmpty())
            fields.insert(field.key(), field.value());
        else
            fields.insert(
                medium(field.key()) ? mediumPath({MediumKind::Image, address}) : mediumAltPath(address), field.value());
    }
    if (const QString order = mediaOrderPath.toString(); fields.value(order)) {
        QStringList keys = mediaKeys(fields.value(order));
        for (QString &key : keys)
            key = fetched.value(key, key);
        fields.insert(order, mediaOrder(keys));
    }
    create.after.product = fields;
    create.before.product.removeIf(
        [&fetched](const auto &address) { return !fetched.contains(addressedMedium(address.key())); });
    return create;
}

QMap<QString, QString> madeOfDeleted(const ContentPatch &before, const QMap<QString, QString> &made)
{
    QMap<QString, QString> all;
    for (auto address = before.product.cbegin(); address != before.product.cend(); ++address)
        if (const QString key = addressedMedium(address.key());
            !key.isEmpty() && made.contains(address.value().value_or(QString())))
            all.insert(key, made.value(*address.value()));
    return all;
}

} // namespace Sync
