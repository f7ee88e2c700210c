#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace Models {

/// Text that a spreadsheet would run as a formula: it starts, after quotes and spaces, with = + - @, a full-width form
/// of these, a tab or a carriage return. A plain number is none.
bool looksLikeFormula(QStringView text);

/// The text with a leading apostrophe when it looks like a formula.
QString guarded(const QString &text);

/// One line of CSV after RFC 4180 with formulas guarded. The last cell names the columns that were guarded, so that an
/// import removes exactly those apostrophes. The header has a last cell "guarded".
QByteArray csvHeader(const QStringList &keys);
QByteArray csvLine(const QStringList &keys, const QStringList &values);

/// Rows for the clipboard: tab separated, formulas guarded, tabs and line breaks inside a cell as spaces.
QString tabSeparated(const QList<QStringList> &rows);

/// One JSON object in one line, exact, keys in the order given.
QByteArray jsonLine(const QStringList &keys, const QStringList &values);

} // namespace Models
