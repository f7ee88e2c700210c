#include "models/review/fielddiff.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "sync/api/catalogue.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>

#include <algorithm>

namespace Models {
namespace {

constexpr qsizetype longestInButton = 28;

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::FieldDiff", text);
}

QString shortText(const Sync::FieldChange &change, const std::optional<QString> &value)
{
    if (value && value->isEmpty())
        return tr("nothing");
    return Sync::isolated(oneLine(valueText(change, value), longestInButton));
}

/// Tags are the same whatever their case and the space around them.
bool isAmong(const QStringList &entries, const QString &entry, bool areTags)
{
    const auto key = [areTags](const QString &text) { return areTags ? text.trimmed().toCaseFolded() : text; };
    return std::any_of(entries.cbegin(), entries.cend(),
        [&key, wanted = key(entry)](const QString &other) { return key(other) == wanted; });
}

QList<DiffPart> listDiff(const QStringList &before, const QStringList &after, bool areTags)
{
    QList<DiffPart> parts;
    const auto append = [&parts](DiffKind kind, const QString &entry) {
        if (!parts.isEmpty())
            parts += {DiffKind::Same, QStringLiteral(", ")};
        parts += {kind, entry};
    };
    for (const QString &entry : before)
        append(isAmong(after, entry, areTags) ? DiffKind::Same : DiffKind::Removed, entry);
    for (const QString &entry : after)
        if (!isAmong(before, entry, areTags))
            append(DiffKind::Added, entry);
    return parts;
}

/// The new order, with what came to another place marked, and what is no longer there behind it.
QList<DiffPart> orderDiff(const QStringList &before, const QStringList &after, const Sync::MediaNames &media)
{
    QList<DiffPart> parts;
    const auto append = [&parts, &media](DiffKind kind, const QString &place, const QString &key) {
        if (const QString lead = (parts.isEmpty() ? QString() : QStringLiteral(", ")) + place; !lead.isEmpty())
            parts += {DiffKind::Same, lead};
        parts += {kind, mediumText(key, media)};
    };
    for (qsizetype place = 0; place < after.size(); ++place)
        append(before.value(place) == after.at(place) ? DiffKind::Same : DiffKind::Added,
            QStringLiteral("%1. ").arg(place + 1), after.at(place));
    for (const QString &key : before)
        if (!after.contains(key))
            append(DiffKind::Removed, {}, key);
    return parts;
}

} // namespace

QList<DiffPart> fieldDiff(QStringView field, const std::optional<QString> &from, const std::optional<QString> &to,
    const Sync::MediaNames &media)
{
    if (from == to)
        return {{DiffKind::Same, fieldText(field, to, media)}};
    const FieldKind kind = fieldKind(field);
    const bool isText = kind == FieldKind::Text || kind == FieldKind::LongText || kind == FieldKind::Html;
    if (field == Sync::mediaOrderPath && from && to)
        return orderDiff(Sync::mediaKeys(from), Sync::mediaKeys(to), media);
    if (isText && from && to)
        return wordDiff(fieldText(field, from, media), fieldText(field, to, media));
    if (kind == FieldKind::List && from && to)
        return listDiff(listEntries(*from), listEntries(*to), field == Sync::Field::tags);
    QList<DiffPart> parts;
    if (!from || !from->isEmpty())
        parts += {DiffKind::Removed, fieldText(field, from, media)};
    if (!parts.isEmpty() && (!to || !to->isEmpty()))
        parts += {DiffKind::Same, QStringLiteral(" ")};
    if (!to || !to->isEmpty())
        parts += {DiffKind::Added, fieldText(field, to, media)};
    return parts;
}

QList<DiffPart> sideParts(const Sync::FieldChange &change, const std::optional<QString> &side)
{
    if (fieldKind(change.field) != FieldKind::List || !change.base || !side)
        return fieldDiff(change.field, change.base, side, change.media);
    QStringList added;
    QStringList removed;
    for (const DiffPart &part :
        listDiff(listEntries(*change.base), listEntries(*side), change.field == Sync::Field::tags)) {
        if (part.kind == DiffKind::Added)
            added += part.text;
        else if (part.kind == DiffKind::Removed)
            removed += part.text;
    }
    QList<DiffPart> parts;
    if (!added.isEmpty())
        parts += {{DiffKind::Same, tr("added ")}, {DiffKind::Added, added.join(QStringLiteral(", "))}};
    if (!added.isEmpty() && !removed.isEmpty())
        parts += {DiffKind::Same, QStringLiteral("; ")};
    if (!removed.isEmpty())
        parts += {{DiffKind::Same, tr("removed ")}, {DiffKind::Removed, removed.join(QStringLiteral(", "))}};
    if (parts.isEmpty())
        parts += {DiffKind::Same,
            *change.base == *side || change.field == Sync::Field::tags ? tr("unchanged") : tr("in another order")};
    return parts;
}

const std::optional<QString> &valueNow(const Sync::FieldChange &change, Sync::Direction direction)
{
    return direction == Sync::Direction::Pull ? change.local : change.remote;
}

const std::optional<QString> &valueProposed(const Sync::FieldChange &change, Sync::Direction direction)
{
    if (change.edited)
        return change.edited;
    if (change.merged)
        return change.merged;
    return direction == Sync::Direction::Pull ? change.remote : change.local;
}

QString valueText(const Sync::FieldChange &change, const std::optional<QString> &value)
{
    return fieldText(change.field, value, change.media);
}

QString fieldName(const Sync::FieldChange &change)
{
    const QString label = fieldLabel(change.field, change.variant.isValid(), change.place, change.media);
    return change.variantTitle.isEmpty()
        ? label
        : QString(label % u" \u00b7 " % Sync::isolated(oneLine(change.variantTitle, 60)));
}

QString keepOursLabel(const Sync::FieldChange &change)
{
    return tr("Keep %1 (here)").arg(shortText(change, change.local));
}

QString takeTheirsLabel(const Sync::FieldChange &change)
{
    return tr("Take %1 (Shopify)").arg(shortText(change, change.remote));
}

QString fromDifference(const QString &text, const QStringList &texts)
{
    constexpr qsizetype worthCutting = 12;
    qsizetype shared = text.size();
    bool differs = false;
    for (const QString &other : texts) {
        const auto parted
            = std::mismatch(text.cbegin(), text.cbegin() + std::min(shared, text.size()), other.cbegin(), other.cend());
        shared = parted.first - text.cbegin();
        differs = differs || other != text;
    }
    if (!differs || shared < worthCutting)
        return text;
    // Cells are narrow: what differs has to stand first.
    const qsizetype before = text.lastIndexOf(u' ', shared - 1);
    if (before < worthCutting / 2)
        return text;
    return u'\u2026' + text.mid(before + 1);
}

} // namespace Models
