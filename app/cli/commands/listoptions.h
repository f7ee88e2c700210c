#pragma once

#include "sync/api/result.h"
#include "sync/api/vocabulary.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <optional>
#include <span>

namespace App {

/// The failure for an option whose value is none of its words.
Sync::Failure unknownWord(const QString &command, const QString &option, const QString &value);

/// The vocabulary's value that an option names; nothing when the option is not given.
template <typename Enum>
Sync::Result<std::optional<Enum>> wordOption(
    const QCommandLineParser &options, const QString &command, const QString &option)
{
    const QString word = options.value(option);
    const std::optional<Enum> value = Sync::fromWord<Enum>(word);
    if (!value && !word.isEmpty())
        return unknownWord(command, option, word);
    return value;
}

/// A column that a list can be sorted by.
template <typename Key>
struct SortColumn
{
    QStringView word;
    Key key;
    Qt::SortOrder order; ///< The order that people ask for: names from A, numbers and times from the largest.
};

/// What --sort asks for, "failed" or turned round "failed:reverse"; nothing when it is not given.
template <typename Key>
Sync::Result<std::optional<SortColumn<Key>>> sortOption(
    const QCommandLineParser &options, const QString &command, std::span<const SortColumn<Key>> columns)
{
    QString word = options.value(QStringLiteral("sort"));
    if (word.isEmpty())
        return std::optional<SortColumn<Key>>();
    const bool reverse = word.endsWith(u":reverse");
    if (reverse)
        word.chop(QStringView(u":reverse").size());
    for (SortColumn<Key> column : columns) {
        if (column.word != word)
            continue;
        if (reverse)
            column.order = column.order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        return std::optional(column);
    }
    return unknownWord(command, QStringLiteral("sort"), options.value(QStringLiteral("sort")));
}

/// "a, b or c", for the help.
QString oneOf(const QStringList &words);

/// The option --sort, its help naming the columns.
template <typename Key>
QCommandLineOption sortOptionFor(std::span<const SortColumn<Key>> columns)
{
    QStringList words;
    for (const SortColumn<Key> &column : columns)
        words += column.word.toString();
    return {QStringLiteral("sort"),
        QCoreApplication::translate("App::Cli", "By %1; with :reverse the other way round").arg(oneOf(words)),
        QStringLiteral("column")};
}

} // namespace App
