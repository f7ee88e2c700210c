#include "models/review/fieldchangesmodel.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/paging/pagedmodel.h"
#include "models/review/fielddiff.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace Models {
namespace {

QString withoutTags(const QString &html)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    return QString(html).replace(tags, QStringLiteral(" ")).simplified();
}

QStringList allWithoutTags(const QStringList &htmls)
{
    QStringList texts;
    for (const QString &html : htmls)
        texts += withoutTags(html);
    return texts;
}

/// What a side of a list changed, as two long lists are not told apart by looking.
QString listText(const Sync::FieldChange &change, const std::optional<QString> &side)
{
    QString text;
    for (const DiffPart &part : sideParts(change, side))
        text += part.text;
    return oneLine(text);
}

/// Whether the values still differ where they did when their markup is taken away.
bool isToldByWords(const QStringList &htmls)
{
    const QStringList texts = allWithoutTags(htmls);
    return QSet<QString>(texts.cbegin(), texts.cend()).size() == QSet<QString>(htmls.cbegin(), htmls.cend()).size();
}

} // namespace

// What was not decided singly went the way of its product; whether one that was replaced had been decided is not kept.
Sync::FieldDecision decisionOf(const Sync::FieldChange &field, Sync::StagedStatus status)
{
    using Sync::StagedStatus;
    if (field.decision != Sync::FieldDecision::Undecided || status == StagedStatus::Pending
        || status == StagedStatus::Superseded)
        return field.decision;
    return status == StagedStatus::Rejected ? Sync::FieldDecision::Reject : Sync::FieldDecision::Accept;
}

Badge decisionBadge(const Sync::FieldChange &field, Sync::StagedStatus status)
{
    if (field.isConflict && status == Sync::StagedStatus::Pending && field.decision == Sync::FieldDecision::Undecided)
        return conflictBadge(field.severity);
    return badgeFor(decisionOf(field, status));
}

FieldChangesModel::FieldChangesModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void FieldChangesModel::setDetail(const std::optional<Sync::StagedDetail> &detail)
{
    const auto sameFields = [](const Sync::StagedDetail &a, const Sync::StagedDetail &b) {
        return a.row.id == b.row.id
            && std::equal(a.fields.cbegin(), a.fields.cend(), b.fields.cbegin(), b.fields.cend(),
                [](const auto &x, const auto &y) { return x.id == y.id; });
    };
    if (detail && m_detail && sameFields(*detail, *m_detail)) {
        m_detail = detail;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_detail = detail;
    endResetModel();
}

const Sync::FieldChange *FieldChangesModel::fieldAt(int row) const
{
    return m_detail && row >= 0 && row < m_detail->fields.size() ? &m_detail->fields.at(row) : nullptr;
}

int FieldChangesModel::nextUndecided(int row) const
{
    const int rows = rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int candidate = (std::max(row, -1) + step) % rows;
        if (fieldAt(candidate)->decision == Sync::FieldDecision::Undecided && candidate != row)
            return candidate;
    }
    return -1;
}

int FieldChangesModel::openConflicts() const
{
    const auto isOpen = [](const Sync::FieldChange &field) {
        return field.isConflict && field.decision == Sync::FieldDecision::Undecided;
    };
    return m_detail ? int(std::count_if(m_detail->fields.cbegin(), m_detail->fields.cend(), isOpen)) : 0;
}

QString FieldChangesModel::whyNothingCanBeSent() const
{
    if (!m_detail || m_detail->row.direction != Sync::Direction::Push)
        return {};
    QStringList reasons;
    for (const Sync::FieldChange &field : m_detail->fields) {
        if (field.decision == Sync::FieldDecision::Reject)
            continue;
        if (field.unwritable.isEmpty() || field.decision == Sync::FieldDecision::TakeTheirs)
            return {};
        if (!reasons.contains(field.unwritable))
            reasons += field.unwritable;
    }
    return reasons.join(u' ');
}

QString FieldChangesModel::whatIsLeftOut() const
{
    if (!m_detail || m_detail->row.direction != Sync::Direction::Push
        || m_detail->row.changeType == Sync::ChangeType::Update)
        return {};
    QStringList sentences;
    for (const Sync::FieldChange &field : m_detail->fields) {
        if (field.unwritable.isEmpty())
            continue;
        if (sentences.isEmpty())
            sentences += tr("Some of it is not sent and stays here alone.");
        if (!sentences.contains(field.unwritable))
            sentences += field.unwritable;
    }
    return sentences.join(u' ');
}

QString FieldChangesModel::whatShopifyMakesOfIt() const
{
    if (!m_detail || m_detail->row.direction != Sync::Direction::Push)
        return {};
    QStringList sentences;
    for (const Sync::FieldChange &field : m_detail->fields)
        if (!field.hint.isEmpty() && !sentences.contains(field.hint))
            sentences += field.hint;
    return sentences.join(u' ');
}

bool FieldChangesModel::hasValues(Column column) const
{
    const auto has = [column](const Sync::FieldChange &field) {
        return (column == BaseColumn && field.base) || (column == HereColumn && field.local)
            || (column == ShopifyColumn && field.remote);
    };
    return m_detail && std::any_of(m_detail->fields.cbegin(), m_detail->fields.cend(), has);
}

int FieldChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_detail ? 0 : int(m_detail->fields.size());
}

int FieldChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString FieldChangesModel::text(const Sync::FieldChange &change, int column) const
{
    switch (column) {
    case FieldColumn:
        return fieldName(change);
    case BaseColumn:
        return oneLine(valueText(change, change.base));
    case HereColumn:
        return oneLine(valueText(change, change.local));
    case ShopifyColumn:
        return oneLine(valueText(change, change.remote));
    case DecisionColumn:
        return decisionBadge(change, m_detail->row.status).word;
    default:
        return {};
    }
}

// Long texts that begin alike are shown from where they part, or their cells would all read the same.
QString FieldChangesModel::shownValue(const Sync::FieldChange &change, int column) const
{
    constexpr qsizetype lookedThrough = 4'000; // this is asked for with every painting
    const FieldKind kind = fieldKind(change.field);
    const bool isText = kind == FieldKind::Text || kind == FieldKind::LongText || kind == FieldKind::Html;
    const auto &value = column == BaseColumn ? change.base : column == HereColumn ? change.local : change.remote;
    if (kind == FieldKind::List && change.base && value && column != BaseColumn)
        return listText(change, value);
    if (!isText || !value)
        return text(change, column);
    QStringList all;
    for (const auto *each : {&change.base, &change.local, &change.remote})
        if (*each)
            all += valueText(change, *each).left(lookedThrough);
    const QString shown = valueText(change, value).left(lookedThrough);
    return oneLine(kind == FieldKind::Html && isToldByWords(all)
            ? fromDifference(withoutTags(shown), allWithoutTags(all))
            : fromDifference(shown, all));
}

QVariant FieldChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::FieldChange &change = m_detail->fields.at(index.row());
    const bool isValue = index.column() >= BaseColumn && index.column() <= ShopifyColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isValue ? shownValue(change, index.column()) : text(change, index.column());
    case Qt::ToolTipRole:
        return text(change, index.column());
    case Qt::TextAlignmentRole: // one column holds texts and numbers
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    case BadgeRole:
        return index.column() == DecisionColumn ? QVariant::fromValue(decisionBadge(change, m_detail->row.status))
                                                : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u", "
            % (fieldKind(change.field) == FieldKind::List && isValue ? shownValue(change, index.column())
                                                                     : text(change, index.column())));
    default:
        return {};
    }
}

QVariant FieldChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    constexpr int widths[ColumnCount] = {19, 12, 12, 12, 19};
    if (role == WidthRole && section >= 0 && section < ColumnCount)
        return widths[section];
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldColumn:
        return tr("Field");
    case BaseColumn:
        return tr("Base");
    case HereColumn:
        return tr("Here");
    case ShopifyColumn:
        return tr("Shopify");
    case DecisionColumn:
        return tr("Decision");
    default:
        return {};
    }
}

} // namespace Models

#include "moc_fieldchangesmodel.cpp"
