#pragma once

#include "models/format/badge.h"
#include "sync/api/engine.h"

#include <QList>
#include <QVariantMap>

#include <optional>

namespace Models {

/// One card of the Overview. Without a value the source failed; the page then shows a dash and why.
struct OverviewCard
{
    QString id;
    QString title;
    std::optional<qint64> value;
    QString caption; ///< What the number means, a few words.
    Tone tone = Tone::Neutral;
    QString page; ///< Where a click leads, with filter.
    QVariantMap filter = {};

    bool operator==(const OverviewCard &) const = default;
};

QList<OverviewCard> overviewCards(const std::optional<Sync::OverviewCounts> &counts);

/// One line of "Needs You".
struct NeedLine
{
    QString id;
    Tone tone = Tone::Attention;
    QString sentence;
    QString action; ///< The button's words.
    QString page;
    QVariantMap filter = {};

    bool operator==(const NeedLine &) const = default;
};

/// What needs a person, most urgent first, at most seven lines.
QList<NeedLine> needsYou(const std::optional<Sync::OverviewCounts> &counts, const std::optional<Sync::DeskState> &desk,
    const QList<Sync::BatchRow> &batches);

} // namespace Models
