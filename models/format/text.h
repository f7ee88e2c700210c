#pragma once

#include "models/format/decimal.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace Models {

/// Exact decimal text in the locale's writing: grouped, its decimal point, at least two digits after it. Text that is
/// no plain decimal is returned as it is, so that awkward data stays visible; empty stays empty.
QString money(const QString &decimal, const QLocale &locale = QLocale());
/// A signed difference of two amounts with its percentage, "+2.50 (+25 %)"; empty when either is no plain decimal or
/// nothing changes.
QString moneyDelta(const QString &from, const QString &to, const QLocale &locale = QLocale());
/// A signed percentage of tenths of a percent, "+25 %", "−0.5 %".
QString percent(qint64 permille, const QLocale &locale = QLocale());

/// What somebody typed as an amount, as canonical decimal text: the locale's decimal point and well placed group
/// separators are understood. Anything else is returned trimmed but unchanged, for the engine to refuse in words.
QString decimalFromInput(const QString &typed, const QLocale &locale = QLocale());
/// Canonical decimal text as it is edited: the locale's decimal point, no groups.
QString decimalForInput(const QString &decimal, const QLocale &locale = QLocale());

QString count(qint64 number, const QLocale &locale = QLocale());

/// "just now", "18 min ago", "3 h ago", "yesterday", then the date; "never" for an invalid time.
QString relativeTime(
    const QDateTime &time, const QDateTime &now = QDateTime::currentDateTimeUtc(), const QLocale &locale = QLocale());
/// Local date and time, short; empty for an invalid time.
QString localTime(const QDateTime &time, const QLocale &locale = QLocale());
/// Local time and, below it, UTC, for tool tips; empty for an invalid time.
QString fullTime(const QDateTime &time, const QLocale &locale = QLocale());

/// One line of plain text: markup shown as it is, line breaks and control characters as spaces, cut after `limit`.
QString oneLine(const QString &text, qsizetype limit = 400);

/// True when `typed` is the shop's name: upper and lower case and surrounding space do not matter.
bool isShopName(const QString &typed, const QString &shopName);

} // namespace Models
