#pragma once

#include "models/format/badge.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>

namespace Models {

/// Whether a column is there from the start or waits to be chosen.
enum class ColumnUse { Shown, Optional };

/// One column of a table: the only place that says what it is called, shows, exports and sorts by.
template <typename Row, typename SortKey>
struct Column
{
    QString key = {}; ///< Stable: names the column in settings and exports.
    const char *title = nullptr; ///< Marked with QT_TRANSLATE_NOOP("Models::Column", …).
    Qt::Alignment alignment = Qt::AlignLeading;
    int width = 10; ///< In characters.
    std::optional<SortKey> sort = {};
    QString (*text)(const Row &row) = nullptr;
    /// The value as stored, for export; empty pointer means that `text` is exact.
    QString (*exact)(const Row &row) = nullptr;
    Badge (*badge)(const Row &row) = nullptr;
    QString (*toolTip)(const Row &row) = nullptr;
    ColumnUse use = ColumnUse::Shown;

    QString translatedTitle() const { return QCoreApplication::translate("Models::Column", title); }
    QString exactText(const Row &row) const { return exact ? exact(row) : text(row); }
};

} // namespace Models
