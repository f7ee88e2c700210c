#include "models/products/variantsmodel.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace Models {
namespace {

namespace Field = Sync::Field;

struct VariantColumn
{
    QStringView field;
    bool isEditable;
    int width; ///< In characters.
};

constexpr std::array variantColumns{
    VariantColumn{Field::variantTitle, false, 10},
    VariantColumn{Field::sku, true, 11},
    VariantColumn{Field::price, true, 8},
    VariantColumn{Field::inventoryQuantity, true, 6},
    VariantColumn{Field::compareAtPrice, true, 18},
    VariantColumn{Field::cost, true, 9},
    VariantColumn{Field::barcode, true, 15},
};

/// Behind the others, one for each option that the product has.
constexpr std::array optionColumns{
    VariantColumn{Field::option1, true, 9},
    VariantColumn{Field::option2, true, 9},
    VariantColumn{Field::option3, true, 9},
};

const VariantColumn &columnAt(int column)
{
    const auto place = size_t(column);
    return place < variantColumns.size() ? variantColumns.at(place) : optionColumns.at(place - variantColumns.size());
}

bool isNumeric(QStringView field)
{
    return fieldKind(field) == FieldKind::Money || fieldKind(field) == FieldKind::Number;
}

} // namespace

VariantsModel::VariantsModel(EditSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &EditSession::detailChanged, this, &VariantsModel::take);
    connect(&session, &EditSession::draftsChanged, this, &VariantsModel::take);
    take();
}

// The same variants with other values or in another order are no reset, nor are those that come and go: an open editor
// and the selection live through it.
void VariantsModel::take()
{
    takeOptions();
    const QList<Sync::VariantDetail> variants = shown();
    const bool sameVariants = variants.size() == m_variants.size()
        && std::is_permutation(variants.cbegin(), variants.cend(), m_variants.cbegin(),
            [](const auto &a, const auto &b) { return a.id == b.id; });
    if (sameVariants) {
        arrange(variants);
    } else if (!takeInPlace(variants)) {
        beginResetModel();
        m_variants = variants;
        endResetModel();
    }
}

/// Rows that come behind the others, rows that go, and rows that were added and are stored now: no other row moves.
bool VariantsModel::takeInPlace(const QList<Sync::VariantDetail> &variants)
{
    const auto isSame = [](const Sync::VariantDetail &now, const Sync::VariantDetail &was) {
        return now.id == was.id || (was.id.value < 0 && now.id.value > 0);
    };
    QList<int> gone;
    qsizetype kept = 0;
    for (int row = 0; row < m_variants.size(); ++row) {
        if (kept < variants.size() && isSame(variants.at(kept), m_variants.at(row)))
            ++kept;
        else
            gone += row;
    }
    const bool isOther = std::any_of(variants.cbegin() + kept, variants.cend(), [this](const auto &now) {
        return std::any_of(
            m_variants.cbegin(), m_variants.cend(), [&now](const auto &was) { return was.id == now.id; });
    });
    if (kept == 0 || isOther)
        return false;
    for (auto row = gone.crbegin(); row != gone.crend(); ++row) {
        beginRemoveRows({}, *row, *row);
        m_variants.removeAt(*row);
        endRemoveRows();
    }
    if (kept < variants.size()) {
        beginInsertRows({}, int(kept), int(variants.size()) - 1);
        m_variants = variants;
        endInsertRows();
    } else {
        m_variants = variants;
    }
    touchAll();
    return true;
}

QList<Sync::VariantDetail> VariantsModel::shown() const
{
    if (!m_session.detail())
        return {};
    QList<Sync::VariantDetail> variants = m_session.detail()->variants;
    for (const Sync::VariantId added : m_session.addedVariants()) {
        Sync::VariantDetail variant;
        variant.id = added;
        variants += variant;
    }
    return ordered(variants);
}

/// Columns come and go with the options, also while their names are not stored.
void VariantsModel::takeOptions()
{
    const QStringList options = m_session.options().mid(0, qsizetype(optionColumns.size()));
    const int first = int(variantColumns.size());
    const int was = int(m_options.size());
    const int now = int(options.size());
    const QStringList before = m_options;
    if (now > was) {
        beginInsertColumns({}, first + was, first + now - 1);
        m_options = options;
        endInsertColumns();
    } else if (now < was) {
        beginRemoveColumns({}, first + now, first + was - 1);
        m_options = options;
        endRemoveColumns();
    }
    m_options = options;
    if (now > 0 && before != options)
        Q_EMIT headerDataChanged(Qt::Horizontal, first, first + now - 1);
}

/// By the places that are typed, also while they are not stored.
QList<Sync::VariantDetail> VariantsModel::ordered(QList<Sync::VariantDetail> variants) const
{
    QHash<Sync::VariantId, int> places;
    for (const Sync::VariantDetail &variant : std::as_const(variants))
        places.insert(variant.id, m_session.value(variant.id, Field::position.toString()).toInt());
    std::stable_sort(variants.begin(), variants.end(),
        [&places](const auto &left, const auto &right) { return places.value(left.id) < places.value(right.id); });
    return variants;
}

void VariantsModel::arrange(const QList<Sync::VariantDetail> &variants)
{
    const bool isSameOrder = std::equal(variants.cbegin(), variants.cend(), m_variants.cbegin(), m_variants.cend(),
        [](const auto &a, const auto &b) { return a.id == b.id; });
    if (isSameOrder) {
        m_variants = variants;
        touchAll();
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QHash<Sync::VariantId, int> rows;
    for (int row = 0; row < variants.size(); ++row)
        rows.insert(variants.at(row).id, row);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after += index(rows.value(m_variants.at(old.row()).id), old.column());
    m_variants = variants;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    touchAll();
}

bool VariantsModel::canMove(int row, int by) const
{
    const bool areStored = std::all_of(m_variants.cbegin(), m_variants.cend(),
        [this](const auto &variant) { return variant.id.value > 0 && !m_session.isRemoved(variant.id); });
    return m_session.canEdit() && !m_session.isNew() && areStored && row >= 0 && row < m_variants.size()
        && row + by >= 0 && row + by < m_variants.size();
}

void VariantsModel::move(int row, int by)
{
    if (!canMove(row, by))
        return;
    QList<Sync::VariantId> order;
    for (const Sync::VariantDetail &variant : std::as_const(m_variants))
        order += variant.id;
    order.move(row, row + by);
    m_session.setOrder(order);
}

Sync::VariantId VariantsModel::variantAt(int row) const
{
    return row >= 0 && row < m_variants.size() ? m_variants.at(row).id : Sync::VariantId{};
}

bool VariantsModel::isStored(int row) const
{
    const Sync::VariantId variant = variantAt(row);
    return variant.value > 0 && !m_session.isRemoved(variant);
}

bool VariantsModel::isInShopify(int row) const
{
    return row >= 0 && row < m_variants.size() && m_variants.at(row).shopifyId.isValid();
}

QString VariantsModel::value(int row, QStringView field) const
{
    return m_session.value(m_variants.at(row).id, field.toString());
}

int VariantsModel::optionColumn(int place)
{
    return int(variantColumns.size()) + place;
}

QStringList VariantsModel::optionValues(int place) const
{
    QStringList values;
    for (int row = 0; row < m_variants.size(); ++row)
        if (const QString held = value(row, optionColumns.at(size_t(place)).field); !held.isEmpty())
            values += held;
    values.removeDuplicates();
    return values;
}

std::optional<QString> VariantsModel::whyNotOptionValues(const QStringList &values) const
{
    for (qsizetype place = 0; place < m_options.size(); ++place)
        if (values.value(place).trimmed().isEmpty())
            return tr("It needs a value for “%1”.").arg(oneLine(m_options.at(place)));
    for (int row = 0; row < m_variants.size(); ++row) {
        bool isSame = !m_session.isRemoved(m_variants.at(row).id);
        for (qsizetype place = 0; isSame && place < m_options.size(); ++place)
            isSame = values.at(place).trimmed().compare(
                         value(row, optionColumns.at(size_t(place)).field).trimmed(), Qt::CaseInsensitive)
                == 0;
        if (isSame)
            return tr("There is a variant with these values already.");
    }
    return std::nullopt;
}

void VariantsModel::touchAll()
{
    if (!m_variants.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int VariantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_variants.size());
}

int VariantsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(variantColumns.size()) + int(m_options.size());
}

bool VariantsModel::isSum(QStringView field) const
{
    return field == Sync::Field::inventoryQuantity && m_session.detail() && !m_session.detail()->locations.isEmpty();
}

QString VariantsModel::text(int row, int column) const
{
    const Sync::VariantDetail &variant = m_variants.at(row);
    const VariantColumn &shown = columnAt(column);
    if (shown.isEditable)
        return oneLine(fieldText(shown.field, m_session.value(variant.id, shown.field.toString())));
    QStringList values = variant.optionValues;
    if (m_session.isAdded(variant.id))
        for (size_t place = 0; place < size_t(m_options.size()); ++place)
            values += m_session.value(variant.id, optionColumns.at(place).field.toString());
    const QString title = variant.title.isEmpty() ? Sync::titleOfOptions(values) : variant.title;
    return oneLine(m_session.isRemoved(variant.id) ? tr("%1 (removed)").arg(title) : title);
}

QString VariantsModel::editText(int row, int column) const
{
    const QStringView field = columnAt(column).field;
    const QString value = m_session.value(m_variants.at(row).id, field.toString());
    return fieldKind(field) == FieldKind::Money ? decimalForInput(value) : value;
}

QVariant VariantsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const VariantColumn &column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::EditRole:
        return column.isEditable ? QVariant(editText(index.row(), index.column())) : QVariant();
    case Qt::TextAlignmentRole:
        return int((isNumeric(column.field) ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    case DraftRole:
        return isDraft(index.row(), index.column());
    case Qt::ToolTipRole:
        if (isSum(column.field))
            return Sync::whyTotalIsNotWritable();
        return isDraft(index.row(), index.column()) ? QVariant(whyDraft(index.row())) : QVariant();
    case Qt::AccessibleTextRole: {
        const QString cell = label(index.column()) % u", " % text(index.row(), index.column());
        return isDraft(index.row(), index.column()) ? tr("%1, not saved yet").arg(cell) : cell;
    }
    default:
        return {};
    }
}

/// Of a variant that comes every cell is one, of one that goes its name.
bool VariantsModel::isDraft(int row, int column) const
{
    const Sync::VariantId variant = m_variants.at(row).id;
    const VariantColumn &shown = columnAt(column);
    if (shown.isEditable)
        return m_session.isDraft(variant, shown.field.toString());
    return m_session.isAdded(variant) || m_session.isRemoved(variant);
}

QString VariantsModel::whyDraft(int row) const
{
    const Sync::VariantId variant = m_variants.at(row).id;
    if (m_session.isRemoved(variant))
        return tr("Removed; that is not saved yet.");
    return m_session.isAdded(variant) ? tr("Added; that is not saved yet.") : tr("Not saved yet.");
}

QString VariantsModel::label(int column) const
{
    const int option = column - int(variantColumns.size());
    if (option >= 0)
        return oneLine(m_options.value(option));
    return column == 0 ? tr("Variant") : fieldLabel(columnAt(column).field, true);
}

QVariant VariantsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QStringView field = columnAt(section).field;
    if (role == Qt::DisplayRole)
        return label(section);
    if (role == Qt::TextAlignmentRole)
        return int((isNumeric(field) ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    return role == WidthRole ? QVariant(columnAt(section).width) : QVariant();
}

Qt::ItemFlags VariantsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const VariantColumn &column = columnAt(index.column());
    const bool isGoing = m_session.isRemoved(m_variants.at(index.row()).id);
    return column.isEditable && !isGoing && !isSum(column.field) ? flags | Qt::ItemIsEditable : flags;
}

bool VariantsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QStringView field = columnAt(index.column()).field;
    const QString typed = value.toString();
    const QString canonical = isNumeric(field) ? decimalFromInput(typed) : typed.trimmed();
    m_session.setValue(m_variants.at(index.row()).id, field.toString(), canonical);
    return true;
}

} // namespace Models

#include "moc_variantsmodel.cpp"
