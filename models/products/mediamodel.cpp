#include "models/products/mediamodel.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/paging/pagedmodel.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"

namespace Models {

namespace {

const QString &orderField()
{
    static const QString field = Sync::mediaOrderPath.toString();
    return field;
}

} // namespace

MediaModel::MediaModel(EditSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &EditSession::detailChanged, this, &MediaModel::takeDetail);
    connect(&session, &EditSession::draftsChanged, this, &MediaModel::takeDetail);
    takeDetail();
}

// The same media with other values are no reset: an open editor and the selection live through it.
void MediaModel::takeDetail()
{
    QStringList shown;
    if (const auto &detail = m_session.detail()) {
        for (const QString &field : detail->facets.keys() + m_session.draftFields())
            if (const auto medium = Sync::medium(field);
                medium && !m_session.value(field).isEmpty() && !shown.contains(medium->key))
                shown += medium->key;
    }
    QStringList keys;
    for (const QString &key : Sync::mediaKeys(m_session.detail() ? m_session.value(orderField()) : QString()))
        if (shown.removeOne(key))
            keys += key;
    keys += shown;
    QHash<QString, QString> addresses;
    for (const QString &key : std::as_const(keys)) {
        const bool isInShopify = Sync::mediumId(key).isValid();
        addresses.insert(key, isInShopify ? m_session.detail()->facets.value(Sync::mediumAddressPath(key)) : key);
    }
    m_names = Sync::mediaNames(addresses);
    if (keys == m_keys) {
        if (!keys.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_keys = keys;
    endResetModel();
}

int MediaModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_keys.size());
}

int MediaModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// The field that shows a medium; its kind is told by the product.
QString MediaModel::path(const QString &key) const
{
    for (const Sync::MediumKind kind :
        {Sync::MediumKind::Image, Sync::MediumKind::Video, Sync::MediumKind::ExternalVideo, Sync::MediumKind::Model})
        if (const QString field = Sync::mediumPath({kind, key}); !m_session.value(field).isEmpty())
            return field;
    return Sync::mediumPath({Sync::MediumKind::Image, key});
}

bool MediaModel::isDraft(const QString &key, int column) const
{
    switch (column) {
    case PlaceColumn:
        return m_session.isDraft(orderField());
    case MediumColumn:
        return m_session.isDraft(path(key));
    case AltColumn:
        return m_session.isDraft(Sync::mediumAltPath(key));
    default:
        return false;
    }
}

Badge MediaModel::stateOf(const QString &key) const
{
    if (!Sync::mediumId(key).isValid())
        return {Shape::Diamond, Tone::Info, tr("To be added")};
    const QString status = m_session.detail()->facets.value(Sync::mediumStatusPath(key));
    if (status == QStringLiteral("failed"))
        return {Shape::Square, Tone::Bad, tr("Failed")};
    if (status.isEmpty() || status == QStringLiteral("ready"))
        return {Shape::Disc, Tone::Good, tr("In Shopify")};
    return {Shape::Arrow, Tone::Info, tr("Loading")};
}

/// What the state means.
QString MediaModel::explained(const QString &key) const
{
    switch (stateOf(key).shape) {
    case Shape::Diamond:
        return tr("Shopify fetches it from its address when it is sent.");
    case Shape::Square:
        return tr("Shopify could not load it. Take it off and add it again from an address that Shopify can reach.");
    case Shape::Disc:
        return tr("Shopify has it.");
    default:
        return tr("Shopify is still loading it. The next pull tells how that ended.");
    }
}

QString MediaModel::text(int row, int column) const
{
    const QString &key = m_keys.at(row);
    switch (column) {
    case PlaceColumn:
        return QString::number(row + 1);
    case MediumColumn:
        return oneLine(fieldLabel(path(key), false, {}, m_names));
    case AltColumn:
        return oneLine(m_session.value(Sync::mediumAltPath(key)));
    default:
        return stateOf(key).word;
    }
}

QVariant MediaModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QString &key = m_keys.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::EditRole:
        return index.column() == AltColumn ? QVariant(m_session.value(Sync::mediumAltPath(key))) : QVariant();
    case DraftRole:
        return isDraft(key, index.column());
    case BadgeRole:
        return index.column() == StateColumn ? QVariant::fromValue(stateOf(key)) : QVariant();
    case Qt::ToolTipRole: {
        if (index.column() == StateColumn)
            return explained(key);
        if (const auto why = Sync::whyNotWritable(path(key)))
            return *why;
        const QString address = m_session.detail()->facets.value(Sync::mediumAddressPath(key));
        return Sync::mediumId(key).isValid() ? address : key;
    }
    case Qt::AccessibleTextRole: {
        const QString cell = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
            + QStringLiteral(", ") + text(index.row(), index.column());
        return isDraft(key, index.column()) ? tr("%1, not saved yet").arg(cell) : cell;
    }
    default:
        return {};
    }
}

QVariant MediaModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const struct
    {
        QString title;
        int width; ///< In characters.
    } columns[] = {{tr("Place"), 5}, {tr("Medium"), 18}, {tr("Alt Text"), 24}, {tr("State"), 13}};
    if (role == Qt::DisplayRole)
        return columns[section].title;
    return role == WidthRole ? QVariant(columns[section].width) : QVariant();
}

Qt::ItemFlags MediaModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == AltColumn && m_session.canEdit() ? flags | Qt::ItemIsEditable : flags;
}

bool MediaModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    m_session.setValue(Sync::mediumAltPath(m_keys.at(index.row())), value.toString());
    return true;
}

bool MediaModel::canAdd(const QString &address) const
{
    return m_session.canEdit() && !m_session.isNew() && Sync::isMediumAddress(address) && !m_keys.contains(address);
}

void MediaModel::add(const QString &address, const QString &alt)
{
    const QStringList keys = m_keys + QStringList{address};
    QHash<QString, QString> values{{Sync::mediumPath({Sync::MediumKind::Image, address}), QStringLiteral("true")},
        {orderField(), Sync::mediaOrder(keys)}};
    if (!alt.trimmed().isEmpty())
        values.insert(Sync::mediumAltPath(address), alt);
    m_session.setValues(values);
}

void MediaModel::remove(int row)
{
    const QString key = m_keys.at(row);
    QStringList keys = m_keys;
    keys.removeAt(row);
    const QString alt = Sync::mediumAltPath(key);
    QHash<QString, QString> values{{path(key), QString()}, {orderField(), Sync::mediaOrder(keys)}};
    if (!m_session.value(alt).isEmpty())
        values.insert(alt, QString());
    m_session.setValues(values);
}

bool MediaModel::canMove(int row, int by) const
{
    return m_session.canEdit() && row >= 0 && row < m_keys.size() && row + by >= 0 && row + by < m_keys.size();
}

void MediaModel::move(int row, int by)
{
    if (!canMove(row, by))
        return;
    QStringList keys = m_keys;
    keys.move(row, row + by);
    m_session.setValue(orderField(), Sync::mediaOrder(keys));
}

} // namespace Models

#include "moc_mediamodel.cpp"
